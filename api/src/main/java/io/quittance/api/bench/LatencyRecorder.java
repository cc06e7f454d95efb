package io.quittance.api.bench;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Latencies with three significant digits, up to an hour; longer ones count as an hour. For one thread; {@link #merged}
 * brings the threads' recorders together when they have ended.
 */
final class LatencyRecorder {

    private static final long FINEST_NANOS = 1_000L;
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final Histogram nanos = new Histogram(FINEST_NANOS, LONGEST_NANOS, 3);

    void record(long latencyNanos) {
        nanos.recordValue(Math.min(LONGEST_NANOS, Math.max(0, latencyNanos)));
    }

    static Latency merged(List<LatencyRecorder> recorders) {
        Histogram all = new Histogram(FINEST_NANOS, LONGEST_NANOS, 3);
        recorders.forEach(recorder -> all.add(recorder.nanos));
        return new Latency(
                all.getTotalCount(),
                all.getMean() / 1e6,
                all.getValueAtPercentile(50) / 1e6,
                all.getValueAtPercentile(99) / 1e6,
                all.getValueAtPercentile(99.9) / 1e6,
                all.getMaxValue() / 1e6);
    }
}
