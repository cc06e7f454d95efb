package io.quittance.api.bench;

import java.util.List;
import java.util.Map;

/**
 * What came back.
 *
 * @param perSecond good answers that came inside the measured window, per second
 * @param latency of the good answers to requests meant to start inside the window
 * @param errors requests meant to start inside the window that were not answered as expected
 * @param errorsByReason the same by reason
 * @param errorSamples the first few
 * @param unsent requests that were due inside the window and for which no connection became free in time; their latency
 *     is missing from the figures, so with any of them the target was overloaded
 */
public record Outcome(
        double perSecond,
        Latency latency,
        long errors,
        Map<String, Long> errorsByReason,
        List<ErrorSample> errorSamples,
        long unsent) {

    public Outcome {
        errorsByReason = Map.copyOf(errorsByReason);
        errorSamples = List.copyOf(errorSamples);
    }

    /** Requests meant to start inside the window that were sent. */
    public long requests() {
        return latency.count() + errors;
    }
}
