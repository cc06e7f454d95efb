package io.quittance.engine.attempt;

/** What became of news about a reference. */
public enum NewsResult {

    /** The counterparty was asked, it said how the order stands, and what was new of it is durable. */
    ANSWERED,

    /** There is nothing to ask: the reference is no order's, or the counterparty does not tell what became of one. */
    NOTHING_TO_ASK,

    /** The counterparty was not reached or said nothing that counts, or the engine stopped. Tell it again later. */
    UNANSWERED
}
