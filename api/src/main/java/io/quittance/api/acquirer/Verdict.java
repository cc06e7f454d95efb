package io.quittance.api.acquirer;

import io.quittance.engine.attempt.Failure;
import org.jspecify.annotations.Nullable;

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

    /**
     * The issuer wants to know first who pays (3-D Secure); what the payer says decides.
     *
     * @param isCaptured whether the money is taken then, or held
     * @param isPassable whether the payer can pass at all
     * @param returnUrl where the payer goes afterwards; null for nowhere
     */
    record Challenged(
            boolean isCaptured,
            boolean isPassable,
            @Nullable String returnUrl) implements Verdict {
        static final String DECISION = "challenged";

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
