package io.quittance.engine.attempt;

import org.jspecify.annotations.Nullable;

/**
 * A capture, void, refund or reversal, as it stands. Written ahead, inquired and resolved like an attempt.
 *
 * @param number 1 for the first operation of the intent
 * @param kind what it does
 * @param cause who or what asked for it
 * @param amount how much, in minor units
 * @param attempt the number of the attempt whose authorisation it is about
 * @param downstreamReference our reference at the counterparty
 * @param isLast for a capture, whether the rest of the authorisation is released
 * @param lateApproval the acquirer's yes that came after the operation was closed without one, and for which there was
 *     no money left here: a person has to look
 */
public record Operation(
        int number,
        OperationKind kind,
        OperationCause cause,
        long amount,
        int attempt,
        String downstreamReference,
        boolean isLast,
        Course course,
        @Nullable Approval lateApproval) {

    /** Its name among the orders of its intent. */
    public OrderName name() {
        return OrderName.operation(number);
    }

    /** Where it stands. */
    public AttemptStatus status() {
        return course.status();
    }

    /** Whether it undoes an authorisation that must not stand, beside whatever else the intent does. */
    public boolean isReversal() {
        return kind == OperationKind.REVERSAL;
    }

    /**
     * The same operation, which was done after all, although there was no money left for it; null when that was settled
     * by hand.
     */
    public Operation approvedLate(@Nullable Approval approval) {
        return new Operation(number, kind, cause, amount, attempt, downstreamReference, isLast, course, approval);
    }

    /** The same operation further on. */
    public Operation with(Course further) {
        return new Operation(number, kind, cause, amount, attempt, downstreamReference, isLast, further, lateApproval);
    }
}
