package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BenchTest {

    @Test
    void aRunOfReplaysMeasuresATrivialRouteToo() throws Exception {
        LoadPlan plan = LoadPlan.of(Scenario.REPLAY)
                .withConnections(4)
                .withSeconds(0, 1)
                .withRawSeconds(0);
        try (TinyServer server = TinyServer.wellBehaved(1)) {
            BenchReport report = Bench.run(plan, server.target());

            assertThat(report.outcome().requests()).isPositive();
            assertThat(report.trivialPerSecond().value()).isPositive();
            assertThat(report.ratioToTrivial().isMeasured()).isTrue();
        }
    }

    @Test
    void aWholeRunOverHttpReadsTheServersCountersAndProcess() throws Exception {
        LoadPlan plan = LoadPlan.of(Scenario.PAYMENT)
                .withConnections(4)
                .withSeconds(0, 1)
                .withRawSeconds(0);
        try (TinyServer server = TinyServer.wellBehaved(1)) {
            BenchReport report = Bench.run(plan, server.target());

            assertThat(report.outcome().errorSamples()).isEmpty();
            assertThat(report.outcome().requests()).isPositive();
            assertThat(report.usage().journal().rowsPerCommit()).isEqualTo(Reading.of(8));
            assertThat(report.usage().cpu().serverSeconds().isMeasured()).isTrue();
            assertThat(report.usage().journal().bytesPerAnswer().missing()).isEqualTo("no data directory given");
            assertThat(report.fsyncs().perAnswer().missing()).isEqualTo("not asked for");
            assertThat(report.text()).isNotBlank();
        }
    }
}
