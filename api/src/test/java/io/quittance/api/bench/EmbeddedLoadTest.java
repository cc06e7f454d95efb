package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.Journals;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class EmbeddedLoadTest {

    private static final int ENOUGH = 100;
    private static final PaymentEngine ENGINE = PaymentEngine.builder()
            .journal(Journals.inMemory())
            .processor(new Approving())
            .start();
    private static final EmbeddedTarget TARGET = new EmbeddedTarget(ENGINE, Tenant.test("bench"), Optional.empty());

    /** Says yes at once. */
    private static final class Approving implements Processor {

        @Override
        public String name() {
            return "approving";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.INQUIRY);
        }

        @Override
        public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
            return CompletableFuture.completedFuture(new AttemptOutcome.Approved(new Approval("000001", "acq-1")));
        }

        @Override
        public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
            return CompletableFuture.completedFuture(new AttemptOutcome.NotProcessed("not offered"));
        }

        @Override
        public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
            return CompletableFuture.completedFuture(new InquiryAnswer.NotFound());
        }

        @Override
        public Duration answerDeadline() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration absenceWindow() {
            return Duration.ofSeconds(10);
        }
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TRIVIAL", "WEBHOOKS"})
    void theEngineAnswersEveryScenarioAsExpected(Scenario scenario) throws Exception {
        LoadPlan plan = LoadPlan.of(scenario).withConnections(4);
        long now = System.nanoTime();
        try (Load load = new EmbeddedLoad(plan, EmbeddedScenario.prepare(plan, TARGET, scenario.text()))) {
            load.start(new Window(now, now, now + Duration.ofHours(1).toNanos()));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> load.answered() >= ENOUGH);
            Outcome outcome = load.stop();

            assertThat(outcome.errorSamples()).isEmpty();
            assertThat(outcome.latency().count()).isEqualTo(load.answered());
        }
    }

    @Test
    void tellsWhatTheJournalWroteAndWhatItCost() throws Exception {
        LoadPlan plan = LoadPlan.of(Scenario.PAYMENT).withConnections(4);
        long now = System.nanoTime();
        try (Load load = new EmbeddedLoad(plan, EmbeddedScenario.prepare(plan, TARGET, "usage"))) {
            Gauges gauges = new EmbeddedGauges(ENGINE, load);
            load.start(new Window(now, now, now + Duration.ofHours(1).toNanos()));
            Sample before = Sample.take(load, gauges, Optional.empty());
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> load.answered() >= ENOUGH);
            Usage usage = Sample.take(load, gauges, Optional.empty()).since(before);

            assertThat(usage.journal().rowsPerAnswer().value()).isGreaterThanOrEqualTo(2);
            assertThat(usage.journal().rowsPerSecond().value()).isPositive();
            assertThat(usage.cpu().serverSeconds().isMeasured()).isTrue();
            assertThat(usage.cpu().driverMicrosPerAnswer().isMeasured()).isTrue();
            assertThat(usage.journal().bytesPerRow().missing()).isEqualTo("no data directory given");
        }
    }

    @Test
    void aWholeRunEndsWithoutErrors() throws Exception {
        LoadPlan plan = LoadPlan.of(Scenario.CREATE).withSeconds(0, 1).withRawSeconds(0);

        Outcome outcome = Bench.run(plan, TARGET).outcome();

        assertThat(outcome.errorSamples()).isEmpty();
        assertThat(outcome.requests()).isPositive();
    }

    @Test
    void theReferenceForHttpDoesNotSuitAnEngineWithoutIt() {
        assertThatThrownBy(() -> Bench.run(LoadPlan.of(Scenario.TRIVIAL), TARGET))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
