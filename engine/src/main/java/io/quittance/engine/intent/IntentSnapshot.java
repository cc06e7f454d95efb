package io.quittance.engine.intent;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptStatus;
import org.jspecify.annotations.Nullable;

/**
 * An intent as it stood after one event: what an answer is made from. Answers are a function of this and of nothing
 * else, which is why a replayed answer has the bytes of the first.
 */
public record IntentSnapshot(IntentStatus status, IntentFacts facts) {

    /** What the status means in detail, as {@code api.md} lists it; null when the status says it all. */
    public @Nullable String statusReason() {
        if (facts.attempts().isEmpty() || status == IntentStatus.SUCCEEDED) {
            return null;
        }
        return switch (facts.lastAttempt().status()) {
            case PENDING -> "processing";
            case IN_DOUBT -> "in_doubt";
            case DECLINED -> "declined";
            case NOT_PROCESSED -> "error_before_processing";
            case SUCCEEDED -> null;
        };
    }

    /** Whether paying again cannot charge twice: nothing is under way, and nothing was taken. */
    public boolean isSafeToRetry() {
        return status == IntentStatus.CREATED || status == IntentStatus.FAILED;
    }

    /** The last attempt's outcome is open. */
    public boolean isPending() {
        return status == IntentStatus.PENDING;
    }

    /** The attempt that is under way or in doubt; null when there is none. */
    public @Nullable Attempt openAttempt() {
        return isPending() ? facts.lastAttempt() : null;
    }

    /** Whether the last attempt's outcome is unknown. */
    public boolean isInDoubt() {
        return isPending() && facts.lastAttempt().status() == AttemptStatus.IN_DOUBT;
    }
}
