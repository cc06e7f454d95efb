package io.quittance.api.acquirer;

import java.util.Optional;

/**
 * What comes back from the acquirer after an order.
 *
 * @param manner how it is told
 * @param entry the decision as it stands in the ledger; empty where nothing of it is told
 */
record AcquirerAnswer(Manner manner, Optional<LedgerEntry> entry) {

    /** How an answer is told, rightly or wrongly. */
    enum Manner {
        /** As it is. */
        TOLD,
        /** Twice in one exchange. */
        TOLD_TWICE,
        /** As an answer to another order. */
        ABOUT_ANOTHER,
        /** Half of it, and then nothing. */
        HALF,
        /** As an internal error; the order may have been recorded all the same. */
        INTERNAL_ERROR,
        /** The caller is not known; the order was not looked at. */
        UNAUTHORIZED,
        /** No connection is taken: nothing left the caller. */
        REFUSED,
        /** Not at all: the connection is cut. */
        CUT
    }

    static AcquirerAnswer told(Manner manner, LedgerEntry entry) {
        return new AcquirerAnswer(manner, Optional.of(entry));
    }

    static AcquirerAnswer without(Manner manner) {
        return new AcquirerAnswer(manner, Optional.empty());
    }
}
