package io.quittance.engine.webhook;

import io.quittance.engine.reading.FeedPosition;
import java.util.List;
import java.util.Optional;

/**
 * Keeps webhook endpoints, with their secrets encrypted, apart from the journal. Methods block, and are called on
 * threads that may.
 */
public interface EndpointStore extends AutoCloseable {

    /** Every endpoint, those of former times included. */
    List<WebhookEndpoint> endpoints();

    /** Keeps an endpoint as it is now; durable when this returns. */
    void keep(WebhookEndpoint endpoint);

    /** Every replay that has not ended. */
    List<Replay> replays();

    /** Keeps how far a replay has come; durable when this returns. */
    void keep(Replay replay);

    /** How far the journal had come when it was noted last: it cannot be shorter, unless it was restored. */
    Optional<JournalMark> mark();

    /** Notes how far the journal has come. */
    void note(JournalMark mark);

    /**
     * A place in the journal.
     *
     * @param position of its last event then
     * @param hash that event's, hexadecimal
     */
    record JournalMark(FeedPosition position, String hash) {}

    @Override
    void close();
}
