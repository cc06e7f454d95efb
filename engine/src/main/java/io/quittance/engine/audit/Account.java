package io.quittance.engine.audit;

/** Where an intent's money can be, as an auditor keeps books. */
public enum Account {
    /** With the payer. What has left here is missing here, so this balance is never above zero. */
    PAYER,
    /** Held by the issuer, not taken. */
    HELD,
    /** Taken. */
    TAKEN,
    /** Given back before settlement, or released. */
    RELEASED,
    /** Given back after it was taken. */
    REFUNDED,
    /** Approved for an attempt that was closed, and not undone yet. */
    CONFLICT
}
