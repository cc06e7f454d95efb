package io.quittance.engine.attempt;

import java.util.Locale;

/** What can be done with money that was authorised. */
public enum OperationKind {
    /** Take authorised money. */
    CAPTURE,
    /** Give back authorised or captured money before it is settled. */
    VOID,
    /** Give back captured money. */
    REFUND,
    /** Undo an authorisation that must not stand, whatever became of it (ISO 8583: 0400). */
    REVERSAL;

    /** As written in events and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
