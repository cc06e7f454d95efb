package io.quittance.engine.checkout;

import java.util.Locale;

/** How an access token stands, for its merchant. */
public enum TokenStatus {
    ISSUED,
    IN_USE,
    AWAITING_RESUME,
    CONSUMED,
    REVOKED,
    EXPIRED;

    /** As written over HTTP. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
