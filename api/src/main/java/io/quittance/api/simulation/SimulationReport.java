package io.quittance.api.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of many seeds. Safe for any thread. */
public final class SimulationReport {

    /** From this many seeds on every mishap must have struck. */
    private static final int ENOUGH_SEEDS = 100;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final Simulation.Plan plan;
    private final Map<Mishap, Long> struck = new EnumMap<>(Mishap.class);
    private final List<SeedResult> failed = new ArrayList<>();
    private final List<Long> differed = new ArrayList<>();
    private long seeds;
    private long twice;
    private long steps;
    private long answers;
    private long virtualMillis;
    private long nanos;
    private long hash;

    SimulationReport(Simulation.Plan plan) {
        this.plan = plan;
    }

    synchronized void add(SeedResult result) {
        seeds++;
        steps += result.steps();
        answers += result.answers();
        virtualMillis += result.virtualMillis();
        hash += result.trace().hash();
        result.struck().forEach((mishap, times) -> struck.merge(mishap, times, Long::sum));
        if (result.violation() != null) {
            failed.add(result);
        }
    }

    synchronized void compare(SeedResult once, SeedResult again) {
        twice++;
        if (once.trace().hash() != again.trace().hash()) {
            differed.add(once.seed());
        }
    }

    synchronized void took(long elapsed) {
        nanos = elapsed;
    }

    /** Whether no promise was broken, and equal seeds did the same. */
    public synchronized boolean holds() {
        return failed.isEmpty() && differed.isEmpty();
    }

    /** The mishaps that never struck although there were seeds enough: then the run proves less than it says. */
    public synchronized List<String> toothless() {
        return seeds < ENOUGH_SEEDS
                ? List.of()
                : List.of(Mishap.values()).stream()
                        .filter(mishap -> !struck.containsKey(mishap))
                        .map(Mishap::words)
                        .toList();
    }

    /** How many seeds ran. */
    public synchronized long seeds() {
        return seeds;
    }

    /** The sum of all traces' hashes: equal for equal seeds in every process. */
    public synchronized long hash() {
        return hash;
    }

    /** The broken promise of the lowest seed, in words. */
    public synchronized Optional<String> violation() {
        return lowest().map(result -> String.valueOf(result.violation()));
    }

    /** The last that happened in the world of the lowest failing seed. */
    public synchronized List<String> story() {
        return lowest().map(result -> result.trace().words()).orElse(List.of());
    }

    private Optional<SeedResult> lowest() {
        return failed.stream().min(Comparator.comparingLong(SeedResult::seed));
    }

    /** All of it, for people. */
    public synchronized String text() {
        StringBuilder text = new StringBuilder();
        double seconds = nanos / NANOS_PER_SECOND;
        line(text, "seeds", seeds + " from " + plan.from() + ", " + twice + " of them twice");
        line(text, "seeds/s", String.format(Locale.ROOT, "%.1f", (seeds + twice) / Math.max(seconds, 0.001)));
        line(text, "virtual hours", String.format(Locale.ROOT, "%.1f", virtualMillis / MILLIS_PER_HOUR));
        line(text, "steps", String.valueOf(steps));
        line(text, "answers", String.valueOf(answers));
        line(text, "trace", Long.toHexString(hash));
        text.append("mishaps\n");
        for (Mishap mishap : Mishap.values()) {
            line(text, "  " + mishap.words(), String.valueOf(struck.getOrDefault(mishap, 0L)));
        }
        line(text, "violations", String.valueOf(failed.size()));
        failed.stream().sorted(Comparator.comparingLong(SeedResult::seed)).forEach(result -> text.append("  ")
                .append(result.violation())
                .append("\n  ")
                .append(result.again())
                .append('\n'));
        differed.forEach(seed -> text.append("  seed ").append(seed).append(" did not do the same twice\n"));
        toothless()
                .forEach(words -> text.append("  never struck: ").append(words).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append(String.format(Locale.ROOT, "%-28s%s%n", what, value));
    }
}
