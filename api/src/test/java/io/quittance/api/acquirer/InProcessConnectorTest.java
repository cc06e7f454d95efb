package io.quittance.api.acquirer;

import static io.quittance.api.Inquiries.about;
import static io.quittance.api.acquirer.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.InquiryAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InProcessConnectorTest {
    private static final AttemptOutcome APPROVED = new AttemptOutcome.Approved(new Approval("000001", "acq-1"));

    private AcquirerLedger ledger;

    @BeforeEach
    void openLedger(@TempDir Path directory) throws IOException {
        ledger = AcquirerLedger.open(directory.resolve("acquirer.jsonl"), Given.CLOCK);
    }

    @AfterEach
    void closeLedger() throws IOException {
        ledger.close();
    }

    @Test
    void takesMoneyOnceAndTells() {
        InProcessConnector connector = connector("");

        assertThat(settled(connector.authorize(Given.order("pi_a-1")))).isEqualTo(APPROVED);
        assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(APPROVED));
        assertThat(settled(connector.inquire(about("pi_b-1")))).isEqualTo(new InquiryAnswer.NotFound());
    }

    @Test
    void tellsADeclineAndFindsItAgain() {
        InProcessConnector connector = connector("");

        AttemptOutcome outcome = settled(connector.authorize(Given.order("pi_a-1", 1251)));

        assertThat(outcome).isInstanceOfSatisfying(AttemptOutcome.Declined.class, declined -> assertThat(
                        declined.failure().declineCode())
                .isEqualTo("insufficient_funds"));
        assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(outcome));
    }

    @Test
    void provesThatAnUnavailableIssuerProcessedNothing() {
        InProcessConnector connector = connector("");

        AttemptOutcome outcome = settled(connector.authorize(Given.order("pi_a-1", 1291)));

        assertThat(outcome).isInstanceOf(AttemptOutcome.NotProcessed.class);
        assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(outcome));
        assertThat(ledger.summary().approved()).isZero();
    }

    @Test
    void saysNothingToAmountsEndingIn68ThoughItTookTheMoney() {
        InProcessConnector connector = connector("");

        assertThat(fails(connector.authorize(Given.order("pi_a-1", 1268)))).isTrue();
        assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(APPROVED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop_response=1", "http_500=1", "wrong_id=1", "half_answer=1"})
    void losesAnAnswerButNotTheCharge(String fault) {
        InProcessConnector connector = connector(fault);

        assertThat(fails(connector.authorize(Given.order("pi_a-1")))).isTrue();
        assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(APPROVED));
    }

    @Test
    void losesAnOrderOnItsWayIn() {
        InProcessConnector connector = connector("drop_request=1");

        assertThat(fails(connector.authorize(Given.order("pi_a-1")))).isTrue();
        assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.NotFound());
        assertThat(ledger.summary().entries()).isZero();
    }

    @Test
    void takesOneOfTwoAnswers() {
        assertThat(settled(connector("duplicate=1").authorize(Given.order("pi_a-1"))))
                .isEqualTo(APPROVED);
        assertThat(ledger.summary().entries()).isEqualTo(1);
    }

    @Test
    void answersADelayedOrderBeyondTheDeadline() {
        List<Duration> waited = new ArrayList<>();
        InProcessConnector connector = connector("delay=1", length -> {
            waited.add(length);
            return CompletableFuture.completedFuture(length);
        });

        assertThat(settled(connector.authorize(Given.order("pi_a-1")))).isEqualTo(APPROVED);
        assertThat(waited).singleElement().satisfies(wait -> assertThat(wait)
                .isGreaterThan(connector.answerDeadline()));
    }

    @Test
    void takesTheLatencyForEveryAnswer() {
        List<Duration> waited = new ArrayList<>();
        InProcessConnector connector = connector("latency=5", length -> {
            waited.add(length);
            return CompletableFuture.completedFuture(length);
        });

        settled(connector.authorize(Given.order("pi_a-1")));
        settled(connector.inquire(about("pi_a-1")));

        assertThat(waited).containsExactly(Duration.ofMillis(5), Duration.ofMillis(5));
    }

    @Test
    void findsNothingUntilALateOrderIsProcessed() {
        CompletableFuture<Duration> late = new CompletableFuture<>();
        InProcessConnector connector = connector("late_processing=1", length -> late);

        assertThat(fails(connector.authorize(Given.order("pi_a-1")))).isTrue();
        assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.NotFound());

        late.complete(SimulatedAcquirer.LATE);
        // Recorded after what waited before it: an order behind it tells that it is there.
        settled(ledger.append(Given.order("pi_b-1"), new Verdict.Approved()));
        assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(APPROVED));
        assertThat(SimulatedAcquirer.LATE).isLessThan(connector.absenceWindow());
    }

    @Test
    void findsTheChargeAmongSeveralEntriesOfAReference() {
        InProcessConnector connector = connector("");

        settled(connector.authorize(Given.order("pi_a-1")));
        settled(connector.authorize(Given.order("pi_a-1", 1251)));

        assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(APPROVED));
    }

    @Test
    void failsItsStagesAndNeverThrowsWhenTheLedgerIsGone() throws IOException {
        InProcessConnector connector = connector("");
        ledger.close();

        assertThat(fails(connector.authorize(Given.order("pi_a-1")))).isTrue();
    }

    private InProcessConnector connector(String faults) {
        return connector(faults, Given.AT_ONCE);
    }

    private InProcessConnector connector(String faults, Pause pause) {
        return new InProcessConnector(new SimulatedAcquirer(
                ledger, new SimulatedAcquirer.Behaviour(FaultPlan.parse(faults, 1), false), pause, Given.CLOCK));
    }

    private static boolean fails(CompletionStage<?> stage) {
        return settled(stage.handle((value, failure) -> failure != null));
    }
}
