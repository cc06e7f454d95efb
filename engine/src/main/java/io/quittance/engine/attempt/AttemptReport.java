package io.quittance.engine.attempt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told to an intent about one of its orders.
 *
 * @param order which one; an intent believes a report only about an order that it knows
 * @param outcome how it ended, or that it is in doubt
 * @param afterInquiry whether the counterparty was asked for it, rather than answered the order
 * @param settledAt when its money was settled; null when it is not, or when nobody said so
 */
public record AttemptReport(
        OrderName order,
        AttemptOutcome outcome,
        boolean afterInquiry,
        @Nullable Instant settledAt) {

    /** An outcome whose money is not settled, as far as is known. */
    public AttemptReport(OrderName order, AttemptOutcome outcome, boolean afterInquiry) {
        this(order, outcome, afterInquiry, null);
    }
}
