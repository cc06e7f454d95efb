package io.quittance.engine.attempt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an order has come. Attempts and operations share it, because both are written ahead, inquired and resolved in
 * the same way.
 *
 * @param failure why it had no effect, once that is known
 * @param approval the acquirer's yes, once that is known
 * @param deadline when its answer was overdue; by then its order has left or never will
 * @param inDoubtSince when its outcome became unknown; null when it never was
 * @param isAlerted whether the operators were told that the doubt lasts too long
 * @param endedAt when the outcome was recorded, or null while it is open
 * @param isUnconfirmed whether an operator said how it ended, and the counterparty has not said so yet
 * @param nextAction what the counterparty asked of the payer, kept as proof that it knows the order; null when nothing
 */
public record Course(
        AttemptStatus status,
        @Nullable Failure failure,
        @Nullable Approval approval,
        Instant startedAt,
        Instant deadline,
        @Nullable Instant inDoubtSince,
        boolean isAlerted,
        @Nullable Instant endedAt,
        boolean isUnconfirmed,
        @Nullable NextAction nextAction) {

    /** An order that is about to leave. */
    public static Course started(Instant at, Instant deadline) {
        return new Course(AttemptStatus.PENDING, null, null, at, deadline, null, false, null, false, null);
    }

    /** The same, its outcome now unknown. */
    public Course inDoubt(Instant at) {
        return new Course(
                AttemptStatus.IN_DOUBT,
                null,
                null,
                startedAt,
                deadline,
                at,
                isAlerted,
                null,
                isUnconfirmed,
                nextAction);
    }

    /** The same, waiting for the payer: a doubt that there was is over, unless the payer's time is over as well. */
    public Course awaitingPayer(NextAction asked, Instant at) {
        boolean isStillDoubt = isInDoubt() && !at.isBefore(asked.until());
        return new Course(
                status(isStillDoubt),
                null,
                null,
                startedAt,
                deadline,
                isStillDoubt ? inDoubtSince : null,
                isStillDoubt && isAlerted,
                null,
                isUnconfirmed,
                asked);
    }

    private static AttemptStatus status(boolean isDoubt) {
        return isDoubt ? AttemptStatus.IN_DOUBT : AttemptStatus.PENDING;
    }

    /** The same, unknown for so long that the operators were told. */
    public Course alerted() {
        return new Course(
                status, failure, approval, startedAt, deadline, inDoubtSince, true, endedAt, isUnconfirmed, nextAction);
    }

    /** The same, of which an operator says how it ended, or the counterparty has said so by now. */
    public Course unconfirmed(boolean isSo) {
        return new Course(
                status, failure, approval, startedAt, deadline, inDoubtSince, isAlerted, endedAt, isSo, nextAction);
    }

    /** The same, approved. */
    public Course approved(Approval yes, Instant at) {
        return ended(AttemptStatus.SUCCEEDED, null, yes, at);
    }

    /** The same, declined. */
    public Course declined(Failure why, Instant at) {
        return ended(AttemptStatus.DECLINED, why, null, at);
    }

    /** The same, proven to have had no effect. */
    public Course notProcessed(Failure why, Instant at) {
        return ended(AttemptStatus.NOT_PROCESSED, why, null, at);
    }

    /** Whether the outcome is not known yet. */
    public boolean isOpen() {
        return status.isOpen();
    }

    /** Whether the outcome is unknown. */
    public boolean isInDoubt() {
        return status == AttemptStatus.IN_DOUBT;
    }

    /** Whether the counterparty waits for the payer. */
    public boolean isAwaitingPayer() {
        return status == AttemptStatus.PENDING && nextAction != null;
    }

    /** Whether the counterparty is at work on it, so that its answer is worth waiting for. */
    public boolean isProcessing() {
        return status == AttemptStatus.PENDING && nextAction == null;
    }

    private Course ended(AttemptStatus end, @Nullable Failure why, @Nullable Approval yes, Instant at) {
        return new Course(end, why, yes, startedAt, deadline, inDoubtSince, isAlerted, at, isUnconfirmed, nextAction);
    }
}
