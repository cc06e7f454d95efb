package io.quittance.terminal.protocol;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange about a {@link Change} proves. The original's status decides and nothing else does (SQ-10, SQ-13,
 * SQ-14). Pure.
 *
 * <pre>
 *              AUTHORIZED   CAPTURED     SETTLED, DEPOSITED   VOIDED      DECLINED, INFORMATIVE   any other
 * a capture    not done     done         done                 declined    declined                unknown
 * a void       not done     not done     declined             done        declined                unknown
 *
 * not done, in answer to the order        unknown: it may be under way
 * not done, looked up while idle          not found, which counts when it is said again later
 * an error 302 or 304                     unknown: it may have been done before, so it is looked up
 * any other error, and a failure          as for a sale ({@link SaleAnswers})
 * </pre>
 */
public final class ChangeAnswers {

    private enum Meaning {
        DONE,
        NOT_DONE,
        IMPOSSIBLE
    }

    private static final Map<String, Meaning> OF_A_CAPTURE = Map.of(
            "AUTHORIZED", Meaning.NOT_DONE,
            "CAPTURED", Meaning.DONE,
            "SETTLED", Meaning.DONE,
            "DEPOSITED", Meaning.DONE,
            "VOIDED", Meaning.IMPOSSIBLE,
            "DECLINED", Meaning.IMPOSSIBLE,
            "INFORMATIVE", Meaning.IMPOSSIBLE);

    private static final Map<String, Meaning> OF_A_VOID = Map.of(
            "AUTHORIZED", Meaning.NOT_DONE,
            "CAPTURED", Meaning.NOT_DONE,
            "SETTLED", Meaning.IMPOSSIBLE,
            "DEPOSITED", Meaning.IMPOSSIBLE,
            "VOIDED", Meaning.DONE,
            "DECLINED", Meaning.IMPOSSIBLE,
            "INFORMATIVE", Meaning.IMPOSSIBLE);

    private ChangeAnswers() {}

    /** What the answer to {@code startTransaction} proves. */
    public static AttemptOutcome started(Change change, JsonRpcMessage answer) {
        if (answer instanceof JsonRpcMessage.Result result) {
            return outcome(change, Transaction.started(result.value()));
        }
        return SaleAnswers.refused(answer);
    }

    /**
     * What the answer to {@code getTransaction} by the original's reference says.
     *
     * @param isIdle whether the device was idle after it had answered
     * @param now when that was, for what it has settled by then
     */
    public static InquiryAnswer found(Change change, JsonRpcMessage answer, boolean isIdle, Instant now) {
        if (!(answer instanceof JsonRpcMessage.Result result)) {
            return new InquiryAnswer.NoAnswer("the terminal could not say: " + SaleAnswers.words(answer));
        }
        Transaction told = Transaction.found(result.value());
        if (told.isOf(change.original(), change.amount()) && meaning(change, told) == Meaning.NOT_DONE) {
            return isIdle ? new InquiryAnswer.NotFound() : new InquiryAnswer.NoAnswer("the terminal is busy");
        }
        return new InquiryAnswer.Found(outcome(change, told), told.isSettled() ? now : null);
    }

    private static AttemptOutcome outcome(Change change, Transaction told) {
        Meaning meaning = told.isOf(change.original(), change.amount()) ? meaning(change, told) : null;
        if (meaning == Meaning.DONE) {
            return new AttemptOutcome.Approved(
                    new Approval("", Objects.requireNonNullElse(told.transactionId(), "")), told.card());
        } else if (meaning == Meaning.IMPOSSIBLE) {
            return new AttemptOutcome.Declined(new Failure(
                    "operation_declined",
                    "The terminal can " + change.kind().name().toLowerCase(Locale.ROOT) + " it no more: it is "
                            + told.status() + " there. No money moved.",
                    String.valueOf(told.status()).toLowerCase(Locale.ROOT),
                    told.hostCode(),
                    told.hostMessage()));
        }
        return new AttemptOutcome.Unknown(
                Evidence.SENT_WITHOUT_ANSWER, "the terminal: " + told.result() + ", status " + told.status());
    }

    private static @Nullable Meaning meaning(Change change, Transaction told) {
        String status = Objects.requireNonNullElse(told.status(), "");
        return (change.kind() == Change.Kind.CAPTURE ? OF_A_CAPTURE : OF_A_VOID).get(status);
    }
}
