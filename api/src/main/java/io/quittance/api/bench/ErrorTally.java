package io.quittance.api.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Errors of one driver thread: how many of each reason, and the first few answers in full. */
final class ErrorTally {

    private static final int SAMPLES_MAX = 5;
    private static final int REASONS_MAX = 20;
    private static final String OTHER = "other reasons";

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<ErrorSample> samples = new ArrayList<>();

    void add(ErrorSample error) {
        count(error.reason(), 1);
        sample(error);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    List<ErrorSample> samples() {
        return List.copyOf(samples);
    }

    void addAll(ErrorTally other) {
        other.counts.forEach(this::count);
        other.samples.forEach(this::sample);
    }

    private void count(String reason, long more) {
        boolean room = counts.containsKey(reason) || counts.size() < REASONS_MAX;
        counts.merge(room ? reason : OTHER, more, Long::sum);
    }

    private void sample(ErrorSample error) {
        if (samples.size() < SAMPLES_MAX) {
            samples.add(error);
        }
    }
}
