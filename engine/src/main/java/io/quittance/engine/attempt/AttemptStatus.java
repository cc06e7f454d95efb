package io.quittance.engine.attempt;

import java.util.Locale;

/** Where an attempt stands. */
public enum AttemptStatus {
    PENDING,
    IN_DOUBT,
    SUCCEEDED,
    DECLINED,
    NOT_PROCESSED;

    /** Whether the outcome is still open. */
    public boolean isOpen() {
        return this == PENDING || this == IN_DOUBT;
    }

    /** As written in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
