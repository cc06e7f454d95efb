package io.quittance.api.acquirer;

/** What comes back from the acquirer after an order. */
sealed interface AcquirerAnswer {

    /** The decision, as it stands in the ledger. */
    record Told(LedgerEntry entry) implements AcquirerAnswer {}

    /** The decision, told twice in one exchange. */
    record ToldTwice(LedgerEntry entry) implements AcquirerAnswer {}

    /** An internal error; the order may have been recorded all the same. */
    record InternalError() implements AcquirerAnswer {}

    /** Nothing: the connection is cut. */
    record ConnectionCut() implements AcquirerAnswer {}
}
