package io.quittance.engine.journal;

import org.jspecify.annotations.Nullable;

/** A stored event that this version cannot read: of a newer version, or damaged. Its stream is quarantined. */
public final class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Says which event and why. */
    public UnreadableEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
