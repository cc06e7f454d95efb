package io.quittance.api.bench;

/**
 * How long answers took, in milliseconds from the intended start to the last byte. Failed requests are not in it; they
 * are counted as errors.
 *
 * @param count answers; when it is 0, so is everything else
 */
public record Latency(long count, double meanMs, double p50Ms, double p99Ms, double p999Ms, double maxMs) {

    /** One of these figures, missing when there was no answer. */
    Reading reading(double figureMs) {
        return count == 0 ? Reading.notMeasured("no good answer to a request of the window") : Reading.of(figureMs);
    }
}
