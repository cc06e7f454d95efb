package io.quittance.engine.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a delivery has come. */
public enum DeliveryStatus {
    /** Not taken yet; it is tried, or tried again. */
    OWED,
    /** The endpoint took it. */
    DELIVERED,
    /** It was tried as often as the policy says. It can be asked for again. */
    EXHAUSTED;

    /** Reads a status that a caller sent. */
    public static Optional<DeliveryStatus> parse(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }

    /** As written over HTTP. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
