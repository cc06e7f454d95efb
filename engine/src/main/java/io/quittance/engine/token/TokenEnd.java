package io.quittance.engine.token;

import java.util.Locale;

/** Why an access token ended without an attempt. */
public enum TokenEnd {
    /** The merchant took it back, or canceled its intent. */
    REVOKED,
    /** The merchant asked for a new one for the same order. */
    REPLACED,
    /** Nobody used it in time. */
    EXPIRED,
    /** The merchant did not resume in time. */
    LAPSED;

    /** As written in the journal. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
