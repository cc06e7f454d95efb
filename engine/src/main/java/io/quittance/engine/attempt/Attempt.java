package io.quittance.engine.attempt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to take the money of an intent, as it stands.
 *
 * @param number 1 for the first attempt of the intent; the fence on every answer
 * @param referenceId the merchant's name for the attempt
 * @param downstreamReference our reference at the counterparty
 * @param failure why no money was taken, once that is known
 * @param approval the acquirer's yes, once that is known
 * @param deadline when its answer was overdue; by then its order has left or never will
 * @param endedAt when the outcome was recorded, or null while it is open
 */
public record Attempt(
        int number,
        String referenceId,
        String downstreamReference,
        AttemptStatus status,
        MethodSummary method,
        @Nullable Failure failure,
        @Nullable Approval approval,
        Instant startedAt,
        Instant deadline,
        @Nullable Instant endedAt) {

    /** The same attempt, its outcome now unknown. */
    public Attempt inDoubt() {
        return with(AttemptStatus.IN_DOUBT, null, null, null);
    }

    /** The same attempt, approved. */
    public Attempt approved(Approval yes, Instant at) {
        return with(AttemptStatus.SUCCEEDED, null, yes, at);
    }

    /** The same attempt, declined. */
    public Attempt declined(Failure why, Instant at) {
        return with(AttemptStatus.DECLINED, why, null, at);
    }

    /** The same attempt, proven to have had no effect. */
    public Attempt notProcessed(String reason, Instant at) {
        return with(AttemptStatus.NOT_PROCESSED, Failure.notProcessed(reason), null, at);
    }

    private Attempt with(AttemptStatus end, @Nullable Failure why, @Nullable Approval yes, @Nullable Instant at) {
        return new Attempt(number, referenceId, downstreamReference, end, method, why, yes, startedAt, deadline, at);
    }
}
