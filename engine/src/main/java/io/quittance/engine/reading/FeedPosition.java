package io.quittance.engine.reading;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the feed: an event's id, {@code ev_} and its position in the journal. Positions only grow.
 *
 * @param value the position; 0 is before the first event
 */
public record FeedPosition(long value) {

    /** Before the first event. */
    public static final FeedPosition START = new FeedPosition(0);

    private static final Pattern SHAPE = Pattern.compile("ev_(0|[1-9][0-9]{0,17})");

    /** Reads a place that a caller sent. */
    public static Optional<FeedPosition> parse(String text) {
        var match = SHAPE.matcher(text);
        return match.matches() ? Optional.of(new FeedPosition(Long.parseLong(match.group(1)))) : Optional.empty();
    }

    /** The event's id. */
    public String text() {
        return "ev_" + value;
    }
}
