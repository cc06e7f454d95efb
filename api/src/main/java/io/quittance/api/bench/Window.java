package io.quittance.api.bench;

import java.time.Duration;

/**
 * The measured part of a run, on the clock of {@link System#nanoTime}.
 *
 * @param originNanos when the load starts
 * @param startNanos when the warm-up ends; inside
 * @param endNanos when measuring ends; outside
 */
record Window(long originNanos, long startNanos, long endNanos) {

    static Window from(long originNanos, LoadPlan plan) {
        long start = originNanos + Duration.ofSeconds(plan.warmUpSeconds()).toNanos();
        return new Window(
                originNanos,
                start,
                start + Duration.ofSeconds(plan.measuredSeconds()).toNanos());
    }

    boolean contains(long nanos) {
        return nanos - startNanos >= 0 && nanos - endNanos < 0;
    }

    double seconds() {
        return (endNanos - startNanos) / 1e9;
    }
}
