package io.quittance.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Goal: no order of events, no crash and no fault makes the engine charge twice, lose an outcome or tell a lie. Method:
 * whole worlds in virtual time, one per seed; then the method itself is tested.
 */
final class SimulationTest {

    private static final int THREADS = 2;

    @Test
    void everyPromiseHoldsInTwoHundredWorlds() {
        SimulationReport report = Simulation.run(Simulation.Plan.of(1, 300, THREADS, 0));

        assertThat(report.holds()).as(report.text()).isTrue();
        assertThat(report.seeds()).isEqualTo(300);
        assertThat(report.toothless()).isEmpty();
    }

    @Test
    void theSameSeedDoesTheSame() {
        SimulationReport report = Simulation.run(Simulation.Plan.of(9_001, 20, THREADS, 20));

        assertThat(report.holds()).as(report.text()).isTrue();
    }

    /** Goal: a seed in a report can be repeated anywhere. Method: objects have other identity hashes over there. */
    @Test
    void theSameSeedsDoTheSameInAnotherProcess() throws IOException, InterruptedException {
        SimulationReport here = Simulation.run(Simulation.Plan.of(8, 12, THREADS, 0));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.quittance.api.cli.Main",
                        "crash",
                        "--simulate",
                        "--seeds=12",
                        "--seed=8",
                        "--twice=0")
                .redirectErrorStream(true)
                .start();

        String told = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(other.waitFor()).as(told).isZero();
        assertThat(told).containsPattern("trace +" + Long.toHexString(here.hash()));
    }

    @Test
    void differentSeedsDoDifferentThings() {
        assertThat(SimulationRun.run(1, Set.of()).trace().hash())
                .isNotEqualTo(SimulationRun.run(2, Set.of()).trace().hash());
    }

    /** Goal: the auditor is not blind. Method: an acquirer that takes money and says that it did not. */
    @Test
    void aLieOfTheAcquirerIsReportedWithTheLineToRepeatIt() {
        SimulationReport report = Simulation.run(
                Simulation.Plan.of(1, 10, 1, 0),
                seed -> SimulationRun.run(seed, Set.of(), SimulationTest::sayingNoAfterYes));

        assertThat(report.holds()).isFalse();
        assertThat(report.violation())
                .hasValueSatisfying(words -> assertThat(words).startsWith("I4: "));
        assertThat(report.text()).contains("java -jar api/target/quittance.jar crash --simulate --seeds 1 --seed ");
        assertThat(report.story()).isNotEmpty();
    }

    private static AttemptOutcome sayingNoAfterYes(AttemptOutcome truth) {
        return truth instanceof AttemptOutcome.Approved
                ? new AttemptOutcome.Declined(new Failure("card_declined", "No.", null, null, null))
                : truth;
    }

    /** Goal: a yes that took no money is seen too. */
    @Test
    void aPhantomApprovalIsReported() {
        SimulationReport report = Simulation.run(
                Simulation.Plan.of(1, 40, 1, 0),
                seed -> SimulationRun.run(
                        seed,
                        Set.of(),
                        truth -> truth instanceof AttemptOutcome.Declined
                                ? new AttemptOutcome.Approved(new Approval("1", "acq-1"))
                                : truth));

        assertThat(report.violation())
                .hasValueSatisfying(words -> assertThat(words).startsWith("I3: "));
    }

    @Test
    void aRunWhoseFaultsDidNotBiteProvesNothing() {
        SimulationReport report =
                Simulation.run(new Simulation.Plan(1, 100, THREADS, 0, false, Set.of("TWIN", "STORE_FAILS_AFTER")));

        assertThat(report.toothless()).contains("write failed, stored", "zombie twin");
    }
}
