package io.quittance.engine.attempt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to authorise the money of an intent, as it stands.
 *
 * @param number 1 for the first attempt of the intent
 * @param referenceId the merchant's name for the attempt
 * @param downstreamReference our reference at the counterparty
 * @param lateApproval the acquirer's yes that came after the attempt was closed without one; it must not stand
 * @param atTerminal what became known of it at a terminal
 */
public record Attempt(
        int number,
        String referenceId,
        String downstreamReference,
        MethodSummary method,
        Course course,
        @Nullable Approval lateApproval,
        AtTerminal atTerminal) {

    /** An attempt that is about to leave. */
    public Attempt(int number, String referenceId, String downstreamReference, MethodSummary method, Course course) {
        this(number, referenceId, downstreamReference, method, course, null, AtTerminal.NOTHING);
    }

    /** Its name among the orders of its intent. */
    public OrderName name() {
        return OrderName.attempt(number);
    }

    /** Where it stands. */
    public AttemptStatus status() {
        return course.status();
    }

    /** Why no money was taken; null when that is not so, or not known. */
    public @Nullable Failure failure() {
        return course.failure();
    }

    /** The acquirer's yes; null when there is none. */
    public @Nullable Approval approval() {
        return course.approval();
    }

    /** When it was recorded, before its order left. */
    public Instant startedAt() {
        return course.startedAt();
    }

    /** The same attempt further on. */
    public Attempt with(Course further) {
        return new Attempt(number, referenceId, downstreamReference, method, further, lateApproval, atTerminal);
    }

    /** The same attempt, which had an effect after all; null when that was settled by hand. */
    public Attempt approvedLate(@Nullable Approval approval) {
        return new Attempt(number, referenceId, downstreamReference, method, course, approval, atTerminal);
    }

    /** The same attempt, for which this card was presented; null changes nothing. */
    public Attempt presented(@Nullable PresentedCard card) {
        return at(atTerminal.presented(card));
    }

    /** The same attempt, whose payer has come to this step. */
    public Attempt came(PayerStep step) {
        return at(atTerminal.came(step));
    }

    private Attempt at(AtTerminal known) {
        return new Attempt(number, referenceId, downstreamReference, method, course, lateApproval, known);
    }
}
