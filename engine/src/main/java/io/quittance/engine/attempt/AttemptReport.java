package io.quittance.engine.attempt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told to an intent about one of its orders.
 *
 * @param order which one; an intent believes a report only about an order that it knows
 * @param outcome how it ended, or that it has not
 * @param source how that is known
 * @param settledAt when its money was settled; null when it is not, or when nobody said so
 */
public record AttemptReport(
        OrderName order,
        AttemptOutcome outcome,
        Source source,
        @Nullable Instant settledAt) {

    /** How an outcome is known. */
    public enum Source {
        /** The counterparty answered the order. */
        ANSWER,
        /** It was asked, or had news, and said so. */
        INQUIRY,
        /** It was asked, and knew nothing of the order when it had to. */
        ABSENCE
    }

    /** An outcome whose money is not settled, as far as is known. */
    public AttemptReport(OrderName order, AttemptOutcome outcome, Source source) {
        this(order, outcome, source, null);
    }

    /** Whether the counterparty was asked for it, rather than answered the order. */
    public boolean afterInquiry() {
        return source != Source.ANSWER;
    }
}
