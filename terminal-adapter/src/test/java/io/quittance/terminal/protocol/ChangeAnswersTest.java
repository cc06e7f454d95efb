package io.quittance.terminal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.money.Money;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal's answers about a capture or a void prove: by the original's status and nothing else. */
final class ChangeAnswersTest {

    private static final Money AMOUNT = Money.of(110, "ILS");
    private static final Instant NOW = Instant.parse("2026-03-14T10:15:30.250Z");
    private static final JsonRpcId ID = new JsonRpcId.Text("1");

    @ParameterizedTest
    @CsvSource({
        "CAPTURE, AUTHORIZED,  Unknown,  NotFound",
        "CAPTURE, CAPTURED,    Approved, Approved",
        "CAPTURE, SETTLED,     Approved, Approved",
        "CAPTURE, DEPOSITED,   Approved, Approved",
        "CAPTURE, VOIDED,      Declined, Declined",
        "CAPTURE, DECLINED,    Declined, Declined",
        "CAPTURE, INFORMATIVE, Declined, Declined",
        "CAPTURE, EARMARKED,   Unknown,  Unknown",
        "VOID,    AUTHORIZED,  Unknown,  NotFound",
        "VOID,    CAPTURED,    Unknown,  NotFound",
        "VOID,    SETTLED,     Declined, Declined",
        "VOID,    DEPOSITED,   Declined, Declined",
        "VOID,    VOIDED,      Approved, Approved",
        "VOID,    DECLINED,    Declined, Declined",
        "VOID,    INFORMATIVE, Declined, Declined",
        "VOID,    EARMARKED,   Unknown,  Unknown",
    })
    void theStatusOfTheOriginalDecides(Change.Kind kind, String status, String answered, String found) {
        Change change = new Change(kind, "pi_a-1", AMOUNT);
        for (String result : new String[] {"OK", "HOST_ERROR", "CANCELED", "OK_PLUS"}) {
            assertThat(word(change.started(answer(result, status, "pi_a-1", 110))))
                    .isEqualTo(answered);
            assertThat(word(change.found(answer(result, status, "pi_a-1", 110), true, NOW)))
                    .isEqualTo(found);
        }
    }

    @Test
    void whatWasNotDoneIsNoProofWhileTheDeviceIsBusy() {
        Change change = new Change(Change.Kind.VOID, "pi_a-1", AMOUNT);
        assertThat(change.found(answer("OK", "CAPTURED", "pi_a-1", 110), false, NOW))
                .isInstanceOf(InquiryAnswer.NoAnswer.class);
    }

    @ParameterizedTest
    @CsvSource({"pi_b-1, 110", "pi_a-1, 111"})
    void anAnswerAboutAnotherTransactionProvesNothing(String reference, long amount) {
        Change change = new Change(Change.Kind.VOID, "pi_a-1", AMOUNT);
        assertThat(word(change.started(answer("OK", "VOIDED", reference, amount))))
                .isEqualTo("Unknown");
        assertThat(word(change.found(answer("OK", "VOIDED", reference, amount), true, NOW)))
                .isEqualTo("Unknown");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 302, 303, 304, 999})
    void anErrorAboutTheOriginalIsLookedUp(int code) {
        Change change = new Change(Change.Kind.VOID, "pi_a-1", AMOUNT);
        JsonRpcMessage error = new JsonRpcMessage.Error(ID, code, "no", null);
        assertThat(word(change.started(error))).isEqualTo("Unknown");
        assertThat(change.found(error, true, NOW)).isInstanceOf(InquiryAnswer.NoAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-32_601, 102, 103, 201, 300, 301})
    void anyOtherErrorMeansThatNothingWasDone(int code) {
        Change change = new Change(Change.Kind.CAPTURE, "pi_a-1", AMOUNT);
        assertThat(word(change.started(new JsonRpcMessage.Error(ID, code, "no", null))))
                .isEqualTo("NotProcessed");
    }

    private static JsonRpcMessage answer(String result, String status, String reference, long amount) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        value.put("result", result).put("transactionResult", result);
        value.putObject("transaction")
                .put("transactionStatus", status)
                .put("referenceId", reference)
                .put("amount", amount)
                .put("currency", 376);
        return new JsonRpcMessage.Result(ID, value);
    }

    private static String word(AttemptOutcome outcome) {
        return outcome.getClass().getSimpleName();
    }

    private static String word(InquiryAnswer answer) {
        return answer instanceof InquiryAnswer.Found found
                ? word(found.outcome())
                : answer.getClass().getSimpleName();
    }
}
