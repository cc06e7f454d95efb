package io.quittance.terminal.protocol;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.terminal.TerminalOutcome;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.link.NotSent;
import java.time.Instant;
import java.util.Objects;

/**
 * The one table from what an exchange with a terminal brought to what it proves (source-systems 5.5 and 5.6). Pure.
 *
 * <pre>
 * nothing left, or the key is wrong       not processed
 * the line failed otherwise               unknown
 * an error, 303                           unknown: the reference was used, so it is looked up; never a decline
 * an error, 302 or 304                    unknown: of a capture or void that may have been done before
 * an error, 100                           unknown: a general error says nothing
 * an error, any other known code          not processed: the terminal did nothing
 * an error of an unknown code             unknown
 * a result about another transaction      unknown
 * a result                                what its status, else its result, says ({@link TerminalOutcome})
 *
 * looked up: 302 while the device is idle not found, which counts when it is said again later
 * looked up: any other error              no answer
 * </pre>
 */
public final class SaleAnswers {

    private SaleAnswers() {}

    /** What the answer to {@code startTransaction} proves. */
    public static AttemptOutcome started(Sale sale, JsonRpcMessage answer) {
        if (answer instanceof JsonRpcMessage.Result result) {
            return outcome(sale, Transaction.started(result.value()));
        }
        return refused(answer);
    }

    /** What an exchange that failed proves. */
    public static AttemptOutcome failed(Throwable failure) {
        String words = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return failure instanceof NotSent ? new AttemptOutcome.NotProcessed(words) : unknown(words);
    }

    /**
     * What the answer to {@code getTransaction} by our reference says.
     *
     * @param isIdle whether the device was idle after it had answered: a busy one may not have begun yet
     * @param now when that was, for what it has settled by then
     */
    public static InquiryAnswer found(Sale sale, JsonRpcMessage answer, boolean isIdle, Instant now) {
        if (answer instanceof JsonRpcMessage.Result result) {
            Transaction told = Transaction.found(result.value());
            return new InquiryAnswer.Found(outcome(sale, told), told.isSettled() ? now : null);
        }
        boolean isDenied = answer instanceof JsonRpcMessage.Error error
                && error.code() == TerminalError.TRANSACTION_NOT_FOUND.code();
        return isDenied && isIdle
                ? new InquiryAnswer.NotFound()
                : new InquiryAnswer.NoAnswer("the terminal could not say: " + words(answer));
    }

    private static AttemptOutcome outcome(Sale sale, Transaction told) {
        if (!told.isOf(sale)) {
            return unknown("it answered about another transaction");
        }
        String name = Objects.requireNonNullElse(told.transactionId(), "");
        AttemptOutcome outcome = TerminalOutcome.of(
                told.result(), told.status(), told.hostCode(), told.hostMessage(), new Approval("", name));
        if (outcome instanceof AttemptOutcome.Approved yes) {
            return new AttemptOutcome.Approved(yes.approval(), told.card());
        }
        return outcome instanceof AttemptOutcome.Declined no
                ? new AttemptOutcome.Declined(no.failure(), told.card())
                : outcome;
    }

    /** What an answer that is no result proves. */
    static AttemptOutcome refused(JsonRpcMessage answer) {
        boolean isNothingDone = answer instanceof JsonRpcMessage.Error error
                && TerminalError.of(error.code())
                        .filter(TerminalError::saysNothingWasDone)
                        .isPresent();
        return isNothingDone ? new AttemptOutcome.NotProcessed(words(answer)) : unknown(words(answer));
    }

    static String words(JsonRpcMessage answer) {
        return answer instanceof JsonRpcMessage.Error error
                ? "error " + error.code() + ", " + error.message()
                : "no error and no result";
    }

    private static AttemptOutcome unknown(String words) {
        return new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "the terminal: " + words);
    }
}
