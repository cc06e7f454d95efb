package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is read from texts and clocks, and what is not read is not invented. */
final class GaugesTest {

    @Test
    void readsACounterOfThePrometheusText() {
        String metrics = """
                # HELP quittance_journal_events_total Events
                quittance_journal_events_total_created 7.0
                quittance_journal_events_total 1.25E3
                quittance_journal_commits_total{journal="a b"} 40.0
                quittance_journal_commits_total{journal="c"} 2 1763683200000
                """;

        assertThat(HttpGauges.counter(metrics, HttpGauges.ROWS)).isEqualTo(Reading.of(1250));
        assertThat(HttpGauges.counter(metrics, HttpGauges.COMMITS)).isEqualTo(Reading.of(42));
        assertThat(HttpGauges.counter(metrics, "absent_total").missing()).contains("absent_total");
    }

    @Test
    void addsTheSyncsOfStracesTable() {
        String summary = """
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                 90.12    0.123456          12     10000           fdatasync
                  9.88    0.013533          11      1230         3 fsync
                ------ ----------- ----------- --------- --------- ----------------
                100.00    0.136989          12     11230         3 total
                """;

        assertThat(FsyncCount.calls(summary)).isEqualTo(11_230);
        assertThat(FsyncCount.calls("")).isZero();
    }

    @Test
    void aMissingFigureStaysMissingThroughArithmetic() {
        Reading missing = Reading.notMeasured("no strace");

        assertThat(Reading.of(6).minus(Reading.of(2)).over(Reading.of(2))).isEqualTo(Reading.of(2));
        assertThat(missing.minus(Reading.of(1)).over(2).times(3)).isEqualTo(missing);
        assertThat(Reading.of(1).over(missing)).isEqualTo(missing);
        assertThat(Reading.of(1).over(Reading.of(0)).isMeasured()).isFalse();
    }

    @Test
    void readsTheProcessorTimeOfAProcess() {
        assertThat(Processors.processSeconds(ProcessHandle.current().pid()).value())
                .isPositive();
        assertThat(Processors.thisProcessSeconds().value()).isPositive();
        assertThat(Processors.processSeconds(Integer.MAX_VALUE).missing()).isNotNull();
    }

    @Test
    void keysDoNotReachTheReport() {
        assertThat(Provenance.withoutKeys("bench --api-key qk_test_abc_DEF123_9 --connections 64"))
                .isEqualTo("bench --api-key qk_test_… --connections 64");
    }

    @Test
    void asksOnlyForAmountsThatAreApproved() {
        Purchases purchases = new Purchases("run", 3, new SplittableRandom(1));
        for (int i = 0; i < 10_000; i++) {
            assertThat(purchases.next().amountMinor() % 100).isNotIn(51L, 54L, 68L, 91L);
        }
        assertThat(Purchases.approvedMinor(1051)).isEqualTo(1052);
    }

    @Test
    void namesAreFreshForEverySourceAndEveryRun() {
        SplittableRandom random = new SplittableRandom(1);

        assertThat(new Purchases("run1", 0, random).next().reference())
                .isNotEqualTo(new Purchases("run1", 1, random).next().reference())
                .isNotEqualTo(new Purchases("run2", 0, random).next().reference());
    }
}
