package io.quittance.engine.attempt;

import java.util.Locale;

/** What a counterparty offers. What it does not offer is refused before any effect. */
public enum Capability {
    /** Authorise now and capture later. */
    MANUAL_CAPTURE,
    /** Capture less than was authorised. */
    PARTIAL_CAPTURE,
    /** Capture more than once. */
    MULTIPLE_CAPTURE,
    /** Give back money that is not settled. */
    VOID,
    /** Give back a part of it. */
    PARTIAL_VOID,
    /** Give back captured money. */
    REFUND,
    /** Give back a part of it, also several times. */
    PARTIAL_REFUND,
    /** Refund before settlement, too. */
    REFUND_BEFORE_SETTLEMENT,
    /** Undo an authorisation by its reference alone. */
    REVERSAL,
    /** Tell what became of a reference. Without it a doubt ends by a late answer or by an operator only. */
    INQUIRY;

    /** In words, for people. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
