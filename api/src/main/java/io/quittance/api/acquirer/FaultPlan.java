package io.quittance.api.acquirer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Which orders go wrong, and how: a pure function of the seed and the order's reference, so that a run can be repeated.
 * Immutable.
 *
 * @param seed another seed picks other orders
 * @param rates the share of orders that each fault takes, from 0 to 1, in sum at most 1
 * @param latencyMillis how long an answer takes: exactly, or as the median when {@code latencySigma} is not 0
 * @param latencySigma spread of the log-normal latency; 0 is a fixed one
 */
public record FaultPlan(long seed, Map<Fault, Double> rates, double latencyMillis, double latencySigma) {

    /** Nothing goes wrong, and every answer comes at once. */
    public static final FaultPlan NONE = new FaultPlan(0, Map.of(), 0, 0);

    /** No answer takes longer; a log-normal tail is cut here. */
    static final Duration LATENCY_MAX = Duration.ofSeconds(120);

    /** No recorded order is hidden from inquiries for longer. */
    static final Duration HIDDEN_MAX = Duration.ofSeconds(30);

    private static final long FNV_PRIME = 0x100000001b3L;

    public FaultPlan {
        rates = Map.copyOf(rates);
    }

    /**
     * Reads e.g. {@code latency=20,latency_sigma=0.6,drop_request=0.01,drop_response=0.02}; an empty text is
     * {@link #NONE}. Throws {@link IllegalArgumentException} with every fault of the text in its message.
     */
    public static FaultPlan parse(String text, long seed) {
        return new FaultPlanText(text).plan(seed);
    }

    /** What happens to the order with this reference. */
    Fault faultOf(String reference) {
        if (rates.isEmpty()) {
            return Fault.NONE;
        }
        double draw = random(reference).nextDouble();
        for (Fault fault : Fault.values()) {
            draw -= rates.getOrDefault(fault, 0.0);
            if (draw < 0) {
                return fault;
            }
        }
        return Fault.NONE;
    }

    /** How long the answer to this reference takes. */
    Duration latencyOf(String reference) {
        if (latencyMillis == 0) {
            return Duration.ZERO;
        }
        double spread = latencySigma == 0
                ? 0
                : latencySigma * random("latency:" + reference).nextGaussian();
        double millis = Math.min(latencyMillis * Math.exp(spread), LATENCY_MAX.toMillis());
        return Duration.ofNanos((long) (millis * 1_000_000));
    }

    /** How long after it was recorded inquiries do not find the order with this reference. */
    Duration hiddenFor(String reference) {
        return faultOf(reference) == Fault.HIDDEN
                ? Duration.ofMillis(random("hidden:" + reference).nextLong(HIDDEN_MAX.toMillis()))
                : Duration.ZERO;
    }

    /** FNV-1a over the seed and the reference, as the seed of a generator of its own. */
    private SplittableRandom random(String reference) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = 0; i < reference.length(); i++) {
            hash = (hash ^ reference.charAt(i)) * FNV_PRIME;
        }
        return new SplittableRandom(hash);
    }

    /** As {@link #parse} reads it, without the seed. */
    @Override
    public String toString() {
        Map<Fault, Double> ordered = new EnumMap<>(Fault.class);
        ordered.putAll(rates);
        StringBuilder text = new StringBuilder("latency=" + latencyMillis + ",latency_sigma=" + latencySigma);
        ordered.forEach((fault, rate) ->
                text.append(',').append(fault.text()).append('=').append(rate));
        return text.toString();
    }
}
