package io.quittance.engine.delivery;

import java.util.Locale;

/** How far a delivery has come. */
public enum DeliveryStatus {
    /** Not taken yet; it is tried, or tried again. */
    OWED,
    /** The endpoint took it. */
    DELIVERED,
    /** It was tried as often as the policy says. It can be asked for again. */
    EXHAUSTED;

    /** As written over HTTP. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
