package io.quittance.terminal.protocol;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.terminal.TerminalOutcome;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.link.NotSent;
import java.util.Objects;

/**
 * The one table from what an exchange with a terminal brought to what it proves (source-systems 5.5 and 5.6). Pure.
 *
 * <pre>
 * nothing left, or the key is wrong       not processed
 * the line failed otherwise               unknown
 * an error, 303                           unknown: the reference was used, so it is looked up; never a decline
 * an error, any known code but 303        not processed: the terminal did nothing
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
        } else if (answer instanceof JsonRpcMessage.Error error) {
            return refused(error);
        }
        return unknown("it said what is no answer");
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
     */
    public static InquiryAnswer found(Sale sale, JsonRpcMessage answer, boolean isIdle) {
        if (answer instanceof JsonRpcMessage.Result result) {
            return new InquiryAnswer.Found(outcome(sale, Transaction.found(result.value())));
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
        return TerminalOutcome.of(
                told.result(), told.status(), told.hostCode(), told.hostMessage(), new Approval("", name));
    }

    private static AttemptOutcome refused(JsonRpcMessage.Error error) {
        boolean isNothingDone = TerminalError.of(error.code())
                .filter(known -> known != TerminalError.TRANSACTION_ALREADY_EXISTS)
                .isPresent();
        return isNothingDone ? new AttemptOutcome.NotProcessed(words(error)) : unknown(words(error));
    }

    private static String words(JsonRpcMessage answer) {
        return answer instanceof JsonRpcMessage.Error error
                ? "error " + error.code() + ", " + error.message()
                : "no error and no result";
    }

    private static AttemptOutcome unknown(String words) {
        return new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "the terminal: " + words);
    }
}
