package io.quittance.engine.attempt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a counterparty says when asked about a reference. Only {@link Found} with a final outcome ends a doubt at once.
 */
public sealed interface InquiryAnswer {

    /**
     * It knows the reference, and this is how it ended.
     *
     * @param settledAt when the money was settled; null when it is not, or when the counterparty does not say
     */
    record Found(AttemptOutcome outcome, @Nullable Instant settledAt) implements InquiryAnswer {

        /** An outcome whose money is not settled. */
        public Found(AttemptOutcome outcome) {
            this(outcome, null);
        }
    }

    /** It knows no such reference. That proves absence only after its own window: the order may still be on its way. */
    record NotFound() implements InquiryAnswer {}

    /** It could not be asked, or it is still working on it. */
    record NoAnswer(String detail) implements InquiryAnswer {}
}
