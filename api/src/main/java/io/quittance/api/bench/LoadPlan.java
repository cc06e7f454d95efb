package io.quittance.api.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run does. Immutable; a plan that exists is valid.
 *
 * @param scenario what is asked
 * @param arrivals when
 * @param connections HTTP connections, or requests in flight at an embedded engine: 1 to {@value #CONNECTIONS_MAX}
 * @param warmUpSeconds load that is not counted, 0 to {@value #SECONDS_MAX}; a JVM needs about 15
 * @param measuredSeconds load that is counted, 1 to {@value #SECONDS_MAX}
 * @param seed chooses amounts and the order of repeats; names are fresh in every run whatever the seed
 * @param countFsyncs whether the target is traced for a few seconds after the measured window
 * @param rawSeconds seconds per group size for the raw limit of the journal's disk, 0 (not measured) to 60
 */
public record LoadPlan(
        Scenario scenario,
        Arrivals arrivals,
        int connections,
        int warmUpSeconds,
        int measuredSeconds,
        long seed,
        boolean countFsyncs,
        int rawSeconds) {

    /** Connections unless told otherwise. */
    public static final int CONNECTIONS_DEFAULT = 64;

    /** Most connections. */
    public static final int CONNECTIONS_MAX = 4_096;

    /** Most arrivals per second. */
    public static final int ARRIVALS_PER_SECOND_MAX = 1_000_000;

    /** Longest warm-up and longest measured window. */
    public static final int SECONDS_MAX = 86_400;

    /** Longest measurement of the raw limit, per group size. */
    public static final int RAW_SECONDS_MAX = 60;

    /** Refuses an impossible plan with all its faults in one {@link IllegalArgumentException}. */
    public LoadPlan {
        List<String> faults = new ArrayList<>();
        check(faults, "connections", connections, 1, CONNECTIONS_MAX);
        if (arrivals instanceof Arrivals.Open open) {
            check(faults, "rate", open.perSecond(), 1, ARRIVALS_PER_SECOND_MAX);
        }
        check(faults, "warm-up seconds", warmUpSeconds, 0, SECONDS_MAX);
        check(faults, "measured seconds", measuredSeconds, 1, SECONDS_MAX);
        check(faults, "raw seconds", rawSeconds, 0, RAW_SECONDS_MAX);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** Closed, 64 connections, 15 s warm-up, 20 s measured, seed 1, no trace, 2 s of raw limit per group size. */
    public static LoadPlan of(Scenario scenario) {
        return new LoadPlan(scenario, new Arrivals.Closed(), CONNECTIONS_DEFAULT, 15, 20, 1, false, 2);
    }

    /** The same of another scenario, arriving otherwise. */
    public LoadPlan of(Scenario other, Arrivals otherArrivals) {
        return new LoadPlan(
                other, otherArrivals, connections, warmUpSeconds, measuredSeconds, seed, countFsyncs, rawSeconds);
    }

    /** The same at a fixed rate of arrivals per second. */
    public LoadPlan open(int perSecond) {
        return new LoadPlan(
                scenario,
                new Arrivals.Open(perSecond),
                connections,
                warmUpSeconds,
                measuredSeconds,
                seed,
                countFsyncs,
                rawSeconds);
    }

    /** The same over another number of connections. */
    public LoadPlan withConnections(int count) {
        return new LoadPlan(scenario, arrivals, count, warmUpSeconds, measuredSeconds, seed, countFsyncs, rawSeconds);
    }

    /** The same for another time. */
    public LoadPlan withSeconds(int warmUp, int measured) {
        return new LoadPlan(scenario, arrivals, connections, warmUp, measured, seed, countFsyncs, rawSeconds);
    }

    /** The same with another seed. */
    public LoadPlan withSeed(long other) {
        return new LoadPlan(
                scenario, arrivals, connections, warmUpSeconds, measuredSeconds, other, countFsyncs, rawSeconds);
    }

    /** The same, with or without counting the target's fsyncs. */
    public LoadPlan withFsyncCount(boolean counted) {
        return new LoadPlan(scenario, arrivals, connections, warmUpSeconds, measuredSeconds, seed, counted, rawSeconds);
    }

    /** The same with another time for the raw limit, in seconds per group size; 0 leaves it out. */
    public LoadPlan withRawSeconds(int seconds) {
        return new LoadPlan(
                scenario, arrivals, connections, warmUpSeconds, measuredSeconds, seed, countFsyncs, seconds);
    }

    private static void check(List<String> faults, String name, int value, int least, int most) {
        if (value < least || value > most) {
            faults.add(name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
