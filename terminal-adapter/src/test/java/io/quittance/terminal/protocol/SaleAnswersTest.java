package io.quittance.terminal.protocol;

import static io.quittance.terminal.protocol.Samples.APPROVED;
import static io.quittance.terminal.protocol.Samples.CANCELED;
import static io.quittance.terminal.protocol.Samples.DECLINED;
import static io.quittance.terminal.protocol.Samples.SALE;
import static io.quittance.terminal.protocol.Samples.TRANSACTION;
import static io.quittance.terminal.protocol.Samples.answer;
import static io.quittance.terminal.protocol.Samples.error;
import static io.quittance.terminal.protocol.Samples.looked;
import static io.quittance.terminal.protocol.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.engine.attempt.AttemptOutcome.Unknown;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.money.Money;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal's answers prove, by the samples of the seed and by every layer of its errors. */
final class SaleAnswersTest {

    @Test
    void t31_aMissingParameterMeansThatNothingWasDone() {
        assertThat(started(error(102, "payment method is missing"))).isInstanceOf(NotProcessed.class);
    }

    @Test
    void t32_aPayerWhoCancelsIsNotCharged() {
        assertThat(started(CANCELED)).isInstanceOfSatisfying(Declined.class, declined -> assertThat(
                        declined.failure().declineCode())
                .isEqualTo("canceled"));
    }

    @Test
    void t33_aHostDeclineKeepsItsCodeAndItsScript() {
        assertThat(started(DECLINED)).isInstanceOfSatisfying(Declined.class, declined -> {
            assertThat(declined.failure().hostCode()).isEqualTo("4");
            assertThat(declined.failure().hostMessage()).isEqualTo("סירוב בחברת האשראי");
        });
    }

    @Test
    void t34_anApprovalNamesItsTransaction() {
        assertThat(started(APPROVED)).isInstanceOfSatisfying(Approved.class, approved -> assertThat(
                        approved.approval().acquirerReference())
                .isEqualTo("25040711552608818183141"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST_ERROR", "TIMEOUT", "CANCELED", "A_NEWER_WORD"})
    void t35_whatIsCapturedIsChargedWhateverTheResultSays(String result) {
        assertThat(started(answer(result, TRANSACTION.replace("DECLINED", "CAPTURED"))))
                .isInstanceOf(Approved.class);
    }

    @Test
    void t37_aReferenceThatWasUsedIsNoDecline() {
        assertThat(started(error(303, "TransactionAlreadyExist"))).isInstanceOf(Unknown.class);
    }

    @Test
    void t40_theSampleOfTheSeedIsAskedForAsItStands() {
        assertThat(SALE.params().toString())
                .isEqualTo("{\"paymentMethod\":\"CREDIT_CARD\",\"transactionType\":\"SALE\","
                        + "\"referenceId\":\"0d4c1252-2b15-4efe-86d0-028ea2516fc4\",\"amount\":110,\"currency\":376,"
                        + "\"notifyEvents\":true}");
        assertThat(new Sale("a", Money.of(110, "ILS"), false)
                        .params()
                        .path("transactionType")
                        .asText())
                .isEqualTo("AUTH_ONLY");
    }

    @ParameterizedTest
    @EnumSource(
            value = TerminalError.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "GENERAL_ERROR",
                "TRANSACTION_ALREADY_EXISTS",
                "TRANSACTION_NOT_FOUND",
                "ILLEGAL_TRANSACTION_STATUS"
            })
    void anErrorMeansThatNothingWasDone(TerminalError error) {
        assertThat(started(error(error.code(), "no"))).isInstanceOf(NotProcessed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-32_603, -32_000, 0, 1, 305, 999, 100, 302, 303, 304})
    void anErrorThatNobodyKnowsOrThatIsAboutTheReferenceProvesNothing(int code) {
        assertThat(started(error(code, "?"))).isInstanceOf(Unknown.class);
    }

    /** Goal: an answer about something else is believed about nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0d4c1252-2b15-4efe-86d0-028ea2516fc4 | another",
                "\"amount\":110 | \"amount\":111",
                "\"amount\":110 | \"amount\":\"110\"",
                "\"amount\":110 | \"amount\":110.0",
                "\"amount\":110, | ``",
                "\"currency\":376 | \"currency\":840",
                "\"currency\":376 | \"currency\":\"ILS\""
            })
    void believesNothingAboutAnotherTransaction(String was, String is) {
        assertThat(APPROVED).contains(was);
        assertThat(started(APPROVED.replace(was, is == null ? "" : is))).isInstanceOf(Unknown.class);
        assertThat(started(DECLINED.replace(was, is == null ? "" : is))).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"OK\"", "{}", "[]", "{\"result\":\"OK\"}", "{\"result\":\"OK\",\"transaction\":7}"})
    void believesNothingThatIsNoTransaction(String value) {
        assertThat(started("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":" + value + "}"))
                .isInstanceOf(Unknown.class);
    }

    /** Goal: who cannot read the word on the money does not guess it from the result. Found by Jazzer: a decline. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "[\"CAPTURED\"]", "7", "true"})
    void aStatusThatIsNoTextIsNoSilence(String status) {
        assertThat(started(CANCELED.replace("\"DECLINED\"", status))).isInstanceOf(Unknown.class);
        assertThat(started(CANCELED.replace("\"DECLINED\"", "null"))).isInstanceOf(Declined.class);
    }

    /** Goal: no device fills the journal. */
    @Test
    void keepsNoWordThatIsTooLong() {
        String longest = "X".repeat(Limits.TERMINAL_WORD_CHARS_MAX);
        assertThat(approvedAs(longest)).isEqualTo(longest);
        assertThat(approvedAs(longest + "X")).isEmpty();
        assertThat(started(answer(longest + "X", TRANSACTION)))
                .isInstanceOfSatisfying(
                        Declined.class,
                        declined -> assertThat(declined.failure().declineCode()).isNull());
    }

    @Test
    void aLineThatFailedProvesNothingUnlessNothingLeft() {
        assertThat(SaleAnswers.failed(new IOException("reset"))).isInstanceOf(Unknown.class);
        assertThat(SaleAnswers.failed(new IllegalStateException())).isInstanceOf(Unknown.class);
    }

    @Test
    void looksUpWhatBecameOfIt() {
        assertThat(found(looked(APPROVED), false))
                .isInstanceOfSatisfying(InquiryAnswer.Found.class, known -> assertThat(known.outcome())
                        .isInstanceOf(Approved.class));
    }

    /** Goal: a device that is busy may not have begun: its "not found" proves nothing (5.6). */
    @Test
    void believesThatNothingIsFoundOnlyOfAnIdleDevice() {
        String notFound = error(302, "TransactionNotFound");
        assertThat(found(notFound, true)).isInstanceOf(InquiryAnswer.NotFound.class);
        assertThat(found(notFound, false)).isInstanceOf(InquiryAnswer.NoAnswer.class);
        assertThat(found(error(201, "IllegalState"), true)).isInstanceOf(InquiryAnswer.NoAnswer.class);
        assertThat(found(error(202, "ScreenNotReady"), true)).isInstanceOf(InquiryAnswer.NoAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pi/1", "pi 1", "שלום"})
    void takesNoReferenceThatATerminalWouldRefuse(String reference) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sale(reference, Money.of(110, "ILS"), true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sale("a".repeat(65), Money.of(110, "ILS"), true));
    }

    private static String approvedAs(String transactionId) {
        return ((Approved) started(APPROVED.replace("25040711552608818183141", transactionId)))
                .approval()
                .acquirerReference();
    }

    private static AttemptOutcome started(String frame) {
        return SaleAnswers.started(SALE, message(frame));
    }

    private static InquiryAnswer found(String frame, boolean isIdle) {
        return SaleAnswers.found(SALE, message(frame), isIdle, Instant.EPOCH);
    }
}
