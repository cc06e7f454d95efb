package io.quittance.engine.id;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of what is owed to one endpoint: one notification. It says by itself which intent owes it.
 *
 * @param notification what is delivered
 * @param endpoint where to
 */
public record DeliveryId(NotificationId notification, EndpointId endpoint) {

    private static final Pattern SHAPE = Pattern.compile("wd_([a-z2-7]{32}_[1-9][0-9]{0,9})_([a-z2-7]{32})");
    private static final int PREFIX = "we_".length();

    /** Reads an id that a caller sent; empty when it cannot be one. */
    public static Optional<DeliveryId> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        return shape.matches()
                ? NotificationId.parse("msg_" + shape.group(1))
                        .map(notification -> new DeliveryId(notification, new EndpointId("we_" + shape.group(2))))
                : Optional.empty();
    }

    /** As callers have it, e.g. {@code wd_4qf…_3_7xk…}. */
    public String text() {
        return "wd_" + notification.text().substring("msg_".length()) + "_"
                + endpoint.value().substring(PREFIX);
    }

    @Override
    public String toString() {
        return text();
    }
}
