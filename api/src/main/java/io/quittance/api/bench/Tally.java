package io.quittance.api.bench;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one driver thread has seen. Latency, requests and errors belong to the window by their intended start;
 * throughput counts the answers that came inside it.
 */
final class Tally {

    private final Window window;
    private final LongAdder answeredSoFar;
    private final LatencyRecorder latencies = new LatencyRecorder();
    private final ErrorTally errors = new ErrorTally();
    private long answeredInWindow;

    /** @param answeredSoFar counts good answers of all threads and all phases, for samples during the run */
    Tally(Window window, LongAdder answeredSoFar) {
        this.window = window;
        this.answeredSoFar = answeredSoFar;
    }

    void answered(long intendedNanos, long endNanos) {
        answeredSoFar.increment();
        if (window.contains(endNanos)) {
            answeredInWindow++;
        }
        if (window.contains(intendedNanos)) {
            latencies.record(endNanos - intendedNanos);
        }
    }

    void failed(long intendedNanos, String reason, String answer) {
        if (window.contains(intendedNanos)) {
            errors.add(new ErrorSample(reason, answer));
        }
    }

    static Outcome merged(List<Tally> tallies, Window window, long unsent) {
        ErrorTally errors = new ErrorTally();
        tallies.forEach(tally -> errors.addAll(tally.errors));
        long answers =
                tallies.stream().mapToLong(tally -> tally.answeredInWindow).sum();
        return new Outcome(
                answers / window.seconds(),
                LatencyRecorder.merged(
                        tallies.stream().map(tally -> tally.latencies).toList()),
                errors.total(),
                errors.counts(),
                errors.samples(),
                unsent);
    }
}
