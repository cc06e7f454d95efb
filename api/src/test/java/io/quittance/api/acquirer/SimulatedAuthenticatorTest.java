package io.quittance.api.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.Authentication;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.checkout.Authenticator;
import io.quittance.engine.money.Money;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulatedAuthenticatorTest {
    private static final String RETURN = "https://shop.example/pay/token?a=1&b=2";
    private static final String ASKING = "4456530000001096";

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Given.CLOCK.instant());
    private final List<Duration> waits = new ArrayList<>();
    private SimulatedAuthenticator issuer;

    @BeforeEach
    void open() throws IOException {
        issuer = new SimulatedAuthenticator(IssuerLedger.open(file(), now::get), this::pause, now::get);
        issuer.listensAt(URI.create("https://issuer.example"));
    }

    @AfterEach
    void close() throws IOException {
        issuer.close();
    }

    @ParameterizedTest(name = "…{0}: {1}, {2}")
    @CsvSource({
        "1005, passed 05, passed 02",
        "1013, rejected authentication_failed 1A, rejected authentication_failed 1A",
        "1021, passed 06, passed 01",
        "1039, unavailable, unavailable",
        "1047, rejected authentication_failed 1A, rejected authentication_failed 1A",
        "1054, unavailable, unavailable",
        "1062, unavailable, unavailable",
        "1070, unavailable, unavailable",
        "1088, unavailable, unavailable",
        "1096, challenged, challenged",
        "1104, challenged, challenged",
        "1112, passed 07, passed 00",
        "0007, unavailable, unavailable",
        "0056, unavailable, unavailable"
    })
    void theLastFourDigitsSayWhatTheIssuerSays(String lastFour, String visa, String mastercard) {
        assertThat(words(begin("v", "445653000000" + lastFour))).isEqualTo(visa);
        assertThat(words(begin("m", "520000000000" + lastFour))).isEqualTo(mastercard);
        assertThat(words(inquire("v"))).isEqualTo(visa);
    }

    @Test
    void aCardOfAnotherSeriesIsNotEnrolled() {
        assertThat(begin("a", "4012000098765439")).isEqualTo(new AuthenticationResult.Unavailable("not enrolled"));
    }

    @Test
    void onlyALookupThatTimesOutAnswersWhenNobodyWaitsAnyMore() {
        begin("a", "4456530000001005");
        assertThat(waits).isEmpty();
        begin("b", "4456530000001070");
        assertThat(waits).singleElement().satisfies(wait -> assertThat(wait).isGreaterThan(Limits.AUTHENTICATION_WAIT));
    }

    @Test
    void aRepeatTellsTheSameAndAsksNobodyAgain() {
        AuthenticationResult first = begin("a", ASKING);
        now.set(now.get().plusSeconds(60));

        assertThat(begin("a", ASKING)).isEqualTo(first);
        assertThat(((AuthenticationResult.Challenged) first).where().until())
                .isEqualTo(Given.CLOCK.instant().plus(Limits.CHALLENGE));
        assertThat(begin("b", "4456530000001005")).isEqualTo(begin("b", "4456530000001005"));
    }

    @ParameterizedTest
    @CsvSource({
        "1096, true, passed 05",
        "1096, false, rejected canceled_by_payer 17",
        "1104, true, rejected authentication_failed 1A",
        "1104, false, rejected canceled_by_payer 17"
    })
    void thePayersAnswerDecidesAChallenge(String lastFour, boolean confirms, String said) {
        begin("a", "445653000000" + lastFour);

        Given.settled(issuer.answer("a", confirms));

        assertThat(words(inquire("a"))).isEqualTo(said);
    }

    @Test
    void onlyTheFirstAnswerCounts() {
        begin("a", ASKING);
        Given.settled(issuer.answer("a", false));
        Given.settled(issuer.answer("a", true));

        assertThat(words(inquire("a"))).isEqualTo("rejected canceled_by_payer 17");
    }

    @Test
    void aChallengeThatNobodyAnsweredInTimeIsAbandonedAndStaysSo() {
        begin("a", ASKING);
        now.set(now.get().plus(Limits.CHALLENGE).minusMillis(1));
        assertThat(words(inquire("a"))).isEqualTo("challenged");

        now.set(now.get().plusMillis(1));
        Given.settled(issuer.answer("a", true));

        assertThat(words(inquire("a"))).isEqualTo("rejected authentication_abandoned 1A");
    }

    @Test
    void aQuestionThatNobodyAskedIsNotPassed() {
        assertThat(words(inquire("a"))).startsWith("rejected authentication_failed");
    }

    @Test
    void allThatBeganOutlivesTheProcess() throws IOException {
        AuthenticationResult passed = begin("a", "5200000000001005");
        AuthenticationResult asked = begin("b", ASKING);
        begin("c", ASKING);
        Given.settled(issuer.answer("c", true));
        issuer.close();
        open();

        assertThat(inquire("a")).isEqualTo(passed);
        assertThat(inquire("b")).isEqualTo(asked);
        assertThat(words(inquire("c"))).isEqualTo("passed 05");
        Given.settled(issuer.answer("b", true));
        assertThat(words(inquire("b"))).isEqualTo("passed 05");
    }

    @Test
    void afterARestartAChallengeIsOpenOrOverBeforeAnybodySaysWherePayersAreAsked() throws IOException {
        AuthenticationResult asked = begin("a", ASKING);
        issuer.close();
        SimulatedAuthenticator early =
                new SimulatedAuthenticator(IssuerLedger.open(file(), now::get), this::pause, now::get);
        assertThat(Given.settled(early.inquire("a"))).isEqualTo(asked);

        now.set(now.get().plus(Limits.CHALLENGE));
        assertThat(words(Given.settled(early.inquire("a")))).isEqualTo("rejected authentication_abandoned 1A");
        early.close();
        open();
    }

    @Test
    void nothingBeginsBeforePayersCanBeAsked() {
        SimulatedAuthenticator early =
                new SimulatedAuthenticator(IssuerLedger.inMemory(now::get), this::pause, now::get);
        PaymentMethod.Card card = new PaymentMethod.Card(ASKING, YearMonth.of(2030, 12), "020");

        AuthenticationResult result =
                Given.settled(early.begin(new Authenticator.Order("a", Money.of(1250, "GBP"), card, RETURN)));

        assertThat(words(result)).isEqualTo("unavailable");
    }

    @Test
    void aLineThatACrashLeftUnfinishedWasNeverTold() throws IOException {
        begin("a", ASKING);
        issuer.close();
        Files.writeString(file(), "{\"n\":2,\"at\":\"2026-", StandardOpenOption.APPEND);
        open();

        assertThat(words(inquire("a"))).isEqualTo("challenged");
        Given.settled(issuer.answer("a", true));
        issuer.close();
        open();
        assertThat(words(inquire("a"))).isEqualTo("passed 05");
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        begin("a", ASKING);
        issuer.close();
        String whole = Files.readString(file());
        Files.writeString(file(), whole.replace("challenge_passed", "whatever_passed"));

        assertThatThrownBy(this::open).isInstanceOf(LedgerRefused.class).hasMessageContaining("damaged at line 1");
        Files.writeString(file(), whole);
        open();
    }

    @Test
    void theFileHoldsNoCardNumberAndNoCode() throws IOException {
        begin("a", ASKING);

        assertThat(Files.readString(file()))
                .contains("445653XXXXXX1096")
                .doesNotContain(ASKING)
                .doesNotContain("\"020\"");
    }

    @Test
    void whatTheIssuerSaidIsNotAskedAgainByTheAcquirer() {
        Authentication proof = new Authentication("2.2.0", "05", "ds");
        assertThat(List.of("1096", "1104", "1112", "1005")).allSatisfy(lastFour -> {
            AttemptOrder plain = Given.order("pi_1-1", 1250, "445653000000" + lastFour, null);
            assertThat(AcquirerScript.decide(
                            new AttemptOrder("pi_1-1", plain.amount(), plain.method(), true, null, proof, null)))
                    .isInstanceOf(Verdict.Approved.class);
        });
    }

    private Path file() {
        return directory.resolve("issuers.jsonl");
    }

    private CompletionStage<Duration> pause(Duration wait) {
        waits.add(wait);
        return CompletableFuture.completedFuture(wait);
    }

    private AuthenticationResult begin(String reference, String number) {
        PaymentMethod.Card card = new PaymentMethod.Card(number, YearMonth.of(2030, 12), "020");
        return Given.settled(issuer.begin(new Authenticator.Order(reference, Money.of(1250, "GBP"), card, RETURN)));
    }

    private AuthenticationResult inquire(String reference) {
        return Given.settled(issuer.inquire(reference));
    }

    private static String words(AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Passed passed) {
            return "passed " + passed.proof().eci();
        } else if (result instanceof AuthenticationResult.Rejected rejected) {
            return "rejected " + rejected.failure().declineCode() + " "
                    + rejected.failure().hostCode();
        }
        return result instanceof AuthenticationResult.Challenged ? "challenged" : "unavailable";
    }
}
