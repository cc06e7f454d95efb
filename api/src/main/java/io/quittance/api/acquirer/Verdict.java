package io.quittance.api.acquirer;

import io.quittance.engine.attempt.Failure;

/** What the acquirer decided about an order. */
sealed interface Verdict {

    /** As written in the ledger and in answers. */
    String decision();

    /** The money was taken. */
    record Approved() implements Verdict {
        static final String DECISION = "approved";

        @Override
        public String decision() {
            return DECISION;
        }
    }

    /** The acquirer or the issuer said no. */
    record Declined(Failure failure) implements Verdict {
        static final String DECISION = "declined";

        @Override
        public String decision() {
            return DECISION;
        }
    }

    /** The order ended before it had an effect. */
    record NotProcessed(Failure failure) implements Verdict {
        static final String DECISION = "not_processed";

        @Override
        public String decision() {
            return DECISION;
        }
    }
}
