package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

final class LatencyRecorderTest {

    private static final long MS = 1_000_000L;

    @Test
    void mergesTheThreadsToThreeDigits() {
        LatencyRecorder fast = new LatencyRecorder();
        LatencyRecorder slow = new LatencyRecorder();
        for (int i = 0; i < 998; i++) {
            fast.record(2 * MS);
        }
        slow.record(100 * MS);
        slow.record(500 * MS);

        Latency merged = LatencyRecorder.merged(List.of(fast, slow));

        assertThat(merged.count()).isEqualTo(1_000);
        assertThat(merged.p50Ms()).isCloseTo(2, within(0.01));
        assertThat(merged.p999Ms()).isCloseTo(100, within(0.5));
        assertThat(merged.maxMs()).isCloseTo(500, within(2.5));
    }

    @Test
    void takesAnythingThatAClockCanSay() {
        LatencyRecorder recorder = new LatencyRecorder();
        recorder.record(-1);
        recorder.record(Long.MAX_VALUE);

        assertThat(LatencyRecorder.merged(List.of(recorder)).count()).isEqualTo(2);
    }

    /** Latency and errors belong to the window by their intended start, throughput by the end. */
    @Test
    void countsEachRequestInTheWindowWhereItBelongs() {
        Window window = new Window(0, 100 * MS, 200 * MS);
        LongAdder soFar = new LongAdder();
        Tally tally = new Tally(window, soFar);
        tally.answered(99 * MS, 150 * MS);
        tally.answered(150 * MS, 250 * MS);
        tally.answered(160 * MS, 199 * MS);
        tally.failed(99 * MS, "before", "");
        tally.failed(100 * MS, "inside", "body");
        tally.failed(200 * MS, "after", "");

        Outcome outcome = Tally.merged(List.of(tally), window, 7);

        assertThat(soFar.sum()).isEqualTo(3);
        assertThat(outcome.perSecond()).isEqualTo(20);
        assertThat(outcome.latency().count()).isEqualTo(2);
        assertThat(outcome.latency().maxMs()).isCloseTo(100, within(0.5));
        assertThat(outcome.requests()).isEqualTo(3);
        assertThat(outcome.errorSamples()).containsExactly(new ErrorSample("inside", "body"));
        assertThat(outcome.unsent()).isEqualTo(7);
    }

    @Test
    void keepsTheFirstErrorsAndCountsTheRest() {
        ErrorTally errors = new ErrorTally();
        for (int i = 0; i < 100; i++) {
            errors.add(new ErrorSample("reason " + i, "x".repeat(10_000)));
        }

        assertThat(errors.total()).isEqualTo(100);
        assertThat(errors.counts()).hasSizeLessThan(30).containsEntry("reason 0", 1L);
        assertThat(errors.samples()).hasSize(5).allSatisfy(sample -> assertThat(sample.answer())
                .hasSizeLessThan(600));
    }
}
