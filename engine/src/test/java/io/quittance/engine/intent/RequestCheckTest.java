package io.quittance.engine.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.money.Money;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestCheckTest {

    /** Two halves would look alike to a key's fingerprint, which is made of bytes. */
    @Test
    void refusesHalfOfACharacter() {
        RequestCheck check = new RequestCheck();

        check.personal(IntentRequest.of(1250, "EUR").withPersonal("half \ud800", Map.of("a", "\udc00")));

        assertThat(check.faults()).extracting(FieldFault::pointer).containsExactly("/description", "/metadata/a");
    }

    private static final IntentRequest GOOD = IntentRequest.of(1250, "EUR");

    private final RequestCheck check = new RequestCheck();

    @Test
    void readsAGoodRequest() {
        IntentRequest request = new IntentRequest(
                1250L, "978", "o:1", "automatic", "A cake", "c.1", Map.of("a", "1"), "CAKES 4 ALL", null);

        assertThat(check.terms(request))
                .contains(new Terms(
                        Money.of(1250, "EUR"), "o:1", CaptureMethod.AUTOMATIC, "c.1", "CAKES 4 ALL", null, null));
        assertThat(check.personal(request).description()).isEqualTo("A cake");
        assertThat(check.method(CardDetails.of("4111111111111111", 12, 2030, "123")))
                .contains(new PaymentMethod.Card("4111111111111111", YearMonth.of(2030, 12), "123"));
        assertThat(check.faults()).isEmpty();
        assertThat(check.meaningfulFields())
                .containsEntry("amount", "1250")
                .containsEntry("currency", "EUR")
                .containsOnlyKeys(
                        "amount",
                        "currency",
                        "reference_id",
                        "capture_method",
                        "description",
                        "customer_id",
                        "metadata",
                        "statement_descriptor",
                        "payment_method");
    }

    @Test
    void namesEveryFaultAtOnce() {
        IntentRequest bad = new IntentRequest(
                0L, "DEMO", "a b", "later", "d".repeat(1_001), "ü", Map.of("", "v".repeat(501)), "x".repeat(23), null);
        check.terms(bad);
        check.personal(bad);
        check.method(new CardDetails("4111111111111112", 13, null, "12"));
        check.answerWait(Duration.ofSeconds(151));

        assertThat(words())
                .containsExactlyInAnyOrder(
                        "/amount out_of_range",
                        "/currency invalid",
                        "/reference_id invalid",
                        "/capture_method invalid",
                        "/description too_long",
                        "/customer_id invalid",
                        "/metadata too_long",
                        "/metadata/ too_long",
                        "/statement_descriptor too_long",
                        "/payment_method/card/number invalid",
                        "/payment_method/card/exp_month out_of_range",
                        "/payment_method/card/exp_year required",
                        "/payment_method/card/cvc invalid",
                        "/wait_seconds out_of_range");
    }

    @Test
    void namesEveryMissingFieldAtOnce() {
        check.terms(new IntentRequest(null, null, null, null, null, null, Map.of(), null, null));
        check.method(new CardDetails(null, null, null, null));
        check.method(null);

        assertThat(words())
                .containsExactlyInAnyOrder(
                        "/amount required",
                        "/currency required",
                        "/payment_method/card/number required",
                        "/payment_method/card/exp_month required",
                        "/payment_method/card/exp_year required",
                        "/payment_method required");
    }

    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808, false",
        "-1, false",
        "0, false",
        "1, true",
        "999999999999, true",
        "1000000000000, false",
        "9223372036854775807, false"
    })
    void takesAmountsOfOneToTwelveDigits(long amount, boolean good) {
        check.terms(IntentRequest.of(amount, "EUR"));

        assertThat(check.faults().isEmpty()).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "4111111111111111, true",
        "4111111111111112, false",
        "4111111111111121, false",
        "500000000611, true",
        "50000000611, false",
        "6212345678900000003, true",
        "62123456789000000003, false",
        "4111 1111 1111 1111, false",
        "4111-1111-1111-1111, false",
        "４１１１１１１１１１１１１１１１, false",
        "'', false"
    })
    void takesCardNumbersOfTwelveToNineteenDigitsWithTheirCheckDigit(String number, boolean good) {
        check.method(CardDetails.of(number, 12, 2030, "123"));

        assertThat(check.faults().isEmpty()).isEqualTo(good);
    }

    /** Goal: a mistyped card is never charged. Method: every single wrong digit of a good number. */
    @Test
    void findsAnyMistypedDigit() {
        String good = "5200000000000056";
        for (int at = 0; at < good.length(); at++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                RequestCheck one = new RequestCheck();
                one.method(CardDetails.of(good.substring(0, at) + digit + good.substring(at + 1), 12, 2030, "123"));
                assertThat(one.faults().isEmpty()).isEqualTo(digit == good.charAt(at));
            }
        }
    }

    @Test
    void repeatsNothingSensitive() {
        check.method(CardDetails.of("4111111111111112", 12, 2030, "12345"));
        check.method(CardDetails.of("411111111111111x", 12, 2030, "abc"));

        assertThat(check.faults()).hasSize(4).extracting(FieldFault::value).containsOnly("***");
        assertThat(check.faults().toString()).doesNotContain("411111", "12345", "abc");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2000, true",
        "12, 2099, true",
        "0, 2030, false",
        "13, 2030, false",
        "1, 1999, false",
        "1, 2100, false",
        "1, 30, false"
    })
    void takesMonthsAndYearsThatExist(int month, int year, boolean good) {
        check.method(CardDetails.of("4111111111111111", month, year, "123"));

        assertThat(check.faults().isEmpty()).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"123, true", "1234, true", "12, false", "12345, false", "12a, false", "'', false"})
    void takesCardCodesOfThreeOrFourDigits(String cvc, boolean good) {
        check.method(CardDetails.of("4111111111111111", 12, 2030, cvc));

        assertThat(check.faults().isEmpty()).isEqualTo(good);
    }

    @Test
    void holdsEveryTextToItsLength() {
        check.terms(GOOD.withReference("r".repeat(64)).withCustomer("c".repeat(64)));
        check.personal(GOOD.withPersonal("d".repeat(1_000), Map.of("n".repeat(40), "v".repeat(500))));
        check.attemptReference("a".repeat(64));
        check.terms(new IntentRequest(1L, "EUR", null, null, null, null, Map.of(), "s".repeat(22), null));
        assertThat(check.faults()).isEmpty();

        check.terms(GOOD.withReference("r".repeat(65)).withCustomer("c".repeat(65)));
        check.personal(GOOD.withPersonal("d".repeat(1_001), Map.of("n".repeat(41), "v")));
        check.attemptReference("a".repeat(65));
        assertThat(words())
                .containsExactly(
                        "/reference_id too_long",
                        "/customer_id too_long",
                        "/description too_long",
                        "/metadata too_long",
                        "/reference_id too_long");
    }

    @Test
    void takesFiftyPairsAndNoMore() {
        check.personal(GOOD.withPersonal(null, pairs(Limits.METADATA_PAIRS_MAX)));
        assertThat(check.faults()).isEmpty();

        check.personal(GOOD.withPersonal(null, pairs(Limits.METADATA_PAIRS_MAX + 1)));
        assertThat(words()).containsExactly("/metadata too_many");
    }

    @Test
    void pointsAtThePairThatIsTooLong() {
        check.personal(GOOD.withPersonal(null, Map.of("a/b~c", "v".repeat(501))));

        assertThat(words()).containsExactly("/metadata/a~1b~0c too_long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a\nb", "é"})
    void refusesReferencesThatCouldNotStandInAPath(String reference) {
        check.terms(GOOD.withReference(reference));

        assertThat(words()).containsExactly("/reference_id invalid");
    }

    @Test
    void takesMoneyAtOnceOrLater() {
        assertThat(check.terms(new IntentRequest(1L, "EUR", null, "manual", null, null, Map.of(), null, null)))
                .hasValueSatisfying(terms -> assertThat(terms.captureMethod()).isEqualTo(CaptureMethod.MANUAL));
        check.terms(new IntentRequest(1L, "EUR", null, "later", null, null, Map.of(), null, null));

        assertThat(words()).containsExactly("/capture_method invalid");
    }

    @Test
    void namesEveryFaultOfAnOperation() {
        check.wish(new OperationRequest(Verb.REFUND, 0L, null, "Mr. Smith", null, null));
        check.wish(new OperationRequest(Verb.REFUND, 1_000_000_000_000L, null, "r".repeat(65), null, null));

        assertThat(words())
                .containsExactly("/amount out_of_range", "/reason invalid", "/amount out_of_range", "/reason too_long");
    }

    @Test
    void namesEveryFaultOfAResolution() {
        check.resolution(new ResolutionRequest("paid", " ", null, null, "key", null));
        check.resolution(new ResolutionRequest("approved", "e".repeat(501), "seen in the portal", null, "key", null));

        assertThat(words())
                .containsExactly("/outcome invalid", "/evidence required", "/note required", "/evidence too_long");
    }

    @Test
    void waitsAsLongAsAskedWithinReason() {
        assertThat(check.answerWait(null)).isEqualTo(Limits.ANSWER_WAIT_DEFAULT);
        assertThat(check.answerWait(Duration.ZERO)).isEqualTo(Duration.ZERO);
        assertThat(check.answerWait(Limits.ANSWER_WAIT_MAX)).isEqualTo(Limits.ANSWER_WAIT_MAX);
        assertThat(check.faults()).isEmpty();

        check.answerWait(Duration.ofMillis(-1));
        check.answerWait(Limits.ANSWER_WAIT_MAX.plusMillis(1));
        assertThat(words()).containsExactly("/wait_seconds out_of_range", "/wait_seconds out_of_range");
    }

    @Test
    void printsNothingPersonal() {
        IntentRequest request = GOOD.withPersonal("for Ms Miller", Map.of("phone", "555"));

        assertThat(request.toString()).doesNotContain("Miller", "phone", "555");
        assertThat(check.personal(request).toString()).doesNotContain("Miller", "phone", "555");
    }

    private List<String> words() {
        return check.faults().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    private static Map<String, String> pairs(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "name-" + i, i -> "value"));
    }
}
