package io.quittance.terminal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.jsonrpc.MalformedFrame;
import io.quittance.terminal.protocol.SaleAnswers;
import io.quittance.terminal.protocol.Samples;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: no answer of a terminal proves more than it says. Charged: only with a status that charges, about the same
 * reference, amount and currency. Refused: the same, with a status that refuses, or without one and with a result that
 * does. Not processed: only an error whose code the protocol has, but for 303. Method: Jazzer, from the seed's samples;
 * what may be concluded is said here a second time, from source-systems 5.5 and 5.6.
 */
final class SaleAnswersFuzzTest {

    private static final Set<String> CHARGED = Set.of("AUTHORIZED", "CAPTURED", "SETTLED", "DEPOSITED");
    private static final Set<String> REFUSED = Set.of("DECLINED", "VOIDED", "INFORMATIVE");
    private static final Set<String> REFUSALS = Set.of(
            "HOST_ERROR", "CANCELED", "SMART_READER_ERROR", "SMART_CARD_ERROR", "NONE_CREDIT_CARD", "CARD_NOT_ALLOWED");
    private static final Set<Integer> NOTHING_DONE =
            Set.of(-32_700, -32_600, -32_601, 100, 101, 102, 103, 201, 202, 203, 300, 301, 302, 304, 401);

    @DictionaryEntries({
        "null",
        "0",
        "{}",
        "[]",
        "\"\"",
        "\"CAPTURED\"",
        "\"VOIDED\"",
        "\"CANCELED\"",
        "\"result\":",
        "\"error\":",
        "\"transactionResult\":",
        "\"transaction\":",
        "\"transactionStatus\":",
        "\"amount\":110,",
        "\"currency\":376,"
    })
    @MethodSource("io.quittance.terminal.protocol.Samples#bytes")
    @FuzzTest
    void provesNoMoreThanItSays(byte[] frame) {
        try {
            JsonRpcMessage answer = JsonRpcCodec.ofTerminals().read(frame);
            check(answer, "result", SaleAnswers.started(Samples.SALE, answer));
            check(answer, SaleAnswers.found(Samples.SALE, answer, true, Instant.EPOCH), true);
            check(answer, SaleAnswers.found(Samples.SALE, answer, false, Instant.EPOCH), false);
        } catch (MalformedFrame e) {
            check(e.answer(), "result", SaleAnswers.started(Samples.SALE, e.answer()));
        }
    }

    private static void check(JsonRpcMessage answer, InquiryAnswer told, boolean isIdle) {
        if (told instanceof InquiryAnswer.Found found) {
            check(answer, "transactionResult", found.outcome());
        } else if (told instanceof InquiryAnswer.NotFound) {
            assertThat(isIdle && code(answer) == 302).isTrue();
        }
    }

    private static void check(JsonRpcMessage answer, String resultName, AttemptOutcome outcome) {
        JsonNode told = answer instanceof JsonRpcMessage.Result result ? result.value() : MissingNode.getInstance();
        JsonNode status = told.path("transaction").path("transactionStatus");
        if (outcome instanceof AttemptOutcome.Approved approved) {
            assertThat(isOurs(told.path("transaction"))).isTrue();
            assertThat(CHARGED).contains(status.asText());
            isBounded(
                    approved.approval().acquirerReference(), approved.approval().authorizationCode());
        } else if (outcome instanceof AttemptOutcome.Declined declined) {
            boolean isSilent = status.isMissingNode()
                    || status.isNull()
                    || status.asText("?").isEmpty() && status.isTextual();
            assertThat(isOurs(told.path("transaction"))).isTrue();
            assertThat(
                            isSilent
                                    ? REFUSALS.contains(told.path(resultName).asText())
                                    : status.isTextual() && REFUSED.contains(status.asText()))
                    .isTrue();
            isBounded(
                    declined.failure().declineCode(),
                    declined.failure().hostCode(),
                    declined.failure().hostMessage());
        } else if (outcome instanceof AttemptOutcome.NotProcessed) {
            assertThat(NOTHING_DONE).contains(code(answer));
        } else {
            assertThat(outcome).isInstanceOf(AttemptOutcome.Unknown.class);
        }
    }

    private static boolean isOurs(JsonNode transaction) {
        return transaction.path("referenceId").isTextual()
                && transaction.path("referenceId").textValue().equals(Samples.SALE.referenceId())
                && is(110, transaction.path("amount"))
                && is(376, transaction.path("currency"));
    }

    private static boolean is(int number, JsonNode value) {
        return value.isIntegralNumber() && value.bigIntegerValue().equals(BigInteger.valueOf(number));
    }

    /** What goes into the journal is short. */
    private static void isBounded(String... words) {
        assertThat(Stream.of(words))
                .allMatch(word ->
                        word == null || word.codePointCount(0, word.length()) <= Limits.HOST_WORDS_CHARS_MAX + 1);
    }

    private static int code(JsonRpcMessage answer) {
        return answer instanceof JsonRpcMessage.Error error ? error.code() : 0;
    }
}
