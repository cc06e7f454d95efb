package io.quittance.engine.id;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of what a merchant hears of an intent. It follows from the intent, so no index is needed to find it.
 *
 * @param intent the intent
 * @param sequence its number among what is heard of the intent, from 1 without gaps
 */
public record NotificationId(IntentId intent, long sequence) {

    private static final Pattern SHAPE = Pattern.compile("msg_([a-z2-7]{32})_([1-9][0-9]{0,9})(_[0-9a-z]{1,13})?");
    private static final int PREFIX = "pi_".length();

    /** Reads one, also from the id of a message that tells of it; empty when it cannot be one. */
    public static Optional<NotificationId> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        return shape.matches()
                ? Optional.of(new NotificationId(new IntentId("pi_" + shape.group(1)), Long.parseLong(shape.group(2))))
                : Optional.empty();
    }

    /** As it is sent, e.g. {@code msg_4qf…_3}. */
    public String text() {
        return "msg_" + intent.value().substring(PREFIX) + "_" + sequence;
    }

    @Override
    public String toString() {
        return text();
    }
}
