package io.quittance.engine.attempt;

import java.util.Locale;

/** Who or what asked for an operation. */
public enum OperationCause {
    /** The merchant, by name. */
    REQUEST,
    /** The merchant canceled the intent, which releases what it holds. */
    CANCEL,
    /** The merchant asked to undo the payment, whichever way is open. */
    REVERSE,
    /** The time to capture is over. */
    CAPTURE_WINDOW_CLOSED,
    /** An approval came for an attempt that was closed. */
    LATE_APPROVAL;

    /** Whether the merchant wants it, rather than time or a conflict. */
    public boolean isWish() {
        return this == REQUEST || this == CANCEL || this == REVERSE;
    }

    /** As written in events and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
