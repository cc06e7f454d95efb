package io.quittance.engine.intent;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenStage;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An intent as it stood after one event: what an answer is made from. Answers are a function of this and of nothing
 * else, which is why a replayed answer has the bytes of the first.
 */
public record IntentSnapshot(IntentStatus status, IntentFacts facts) {

    /** What the status means in detail, as {@code api.md} lists it; null when the status says it all. */
    public @Nullable String statusReason() {
        if (facts.closure() != null) {
            return facts.closure().text();
        } else if (status == IntentStatus.PENDING && facts.tokenInUse().isPresent()) {
            boolean isReady = facts.lastToken().stage() == TokenStage.AWAITING_RESUME;
            return isReady ? "awaiting_resume" : "requires_action";
        } else if (facts.authorizedAttempt().isPresent()) {
            boolean isInDoubt = isInDoubt();
            return status == IntentStatus.PENDING && !isInDoubt ? "requires_capture" : isInDoubt ? "in_doubt" : null;
        } else if (facts.attempts().isEmpty()) {
            return null;
        }
        return switch (facts.lastAttempt().status()) {
            case PENDING -> nextAction() == null ? "processing" : "requires_action";
            case IN_DOUBT -> "in_doubt";
            case DECLINED -> "declined";
            case NOT_PROCESSED -> "error_before_processing";
            case SUCCEEDED -> null;
        };
    }

    /** Whether paying again cannot charge twice: nothing is under way, and nothing that was taken has to go back. */
    public boolean isSafeToRetry() {
        return (status == IntentStatus.CREATED || status == IntentStatus.FAILED)
                && facts.closure() == null
                && facts.unreversed().findAny().isEmpty();
    }

    /**
     * Whether an attempt, a capture, a void or a refund is under way or in doubt, or a payer is about to pay: what is
     * told is not the last word.
     */
    public boolean isUnderWay() {
        return facts.tokenInUse().isPresent() || concern().findAny().isPresent();
    }

    /** The attempt that is under way or in doubt; null when there is none. */
    public @Nullable Attempt openAttempt() {
        return !facts.attempts().isEmpty() && facts.lastAttempt().course().isOpen() ? facts.lastAttempt() : null;
    }

    /** What the payer has to do now; null when nothing. */
    public @Nullable NextAction nextAction() {
        Attempt open = openAttempt();
        return open != null && open.course().isAwaitingPayer()
                ? open.course().nextAction()
                : facts.tokenInUse().map(AccessToken::challenge).orElse(null);
    }

    /** The card that was kept with the last payment of which one was, or that it was made with; null when none was. */
    public @Nullable String crossReference() {
        return facts.attempts().stream()
                .filter(attempt -> attempt.status() == AttemptStatus.SUCCEEDED)
                .map(attempt -> attempt.method().stored())
                .filter(Objects::nonNull)
                .reduce((first, later) -> later)
                .map(StoredCredential::crossReference)
                .orElse(null);
    }

    /** Whether the outcome of an attempt, a capture, a void or a refund is unknown. */
    public boolean isInDoubt() {
        return concern().anyMatch(Course::isInDoubt);
    }

    /**
     * Since when a person may have to look: an outcome is unknown, an approval that must not stand is not undone, or an
     * operation was done for which there is no money here. Empty when nobody has to.
     */
    public Optional<Instant> needsAttentionSince() {
        return Stream.of(
                        facts.openOrders().map(order -> order.course().inDoubtSince()),
                        facts.unreversed().map(attempt -> attempt.course().endedAt()),
                        facts.operations().stream()
                                .filter(operation -> operation.lateApproval() != null)
                                .map(operation -> operation.course().endedAt()))
                .flatMap(times -> times)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /** What is under way of the intent's own money; a reversal beside it is the operators' concern. */
    private Stream<Course> concern() {
        Attempt open = openAttempt();
        return open != null
                ? Stream.of(open.course())
                : facts.openOperation().stream().map(operation -> operation.course());
    }
}
