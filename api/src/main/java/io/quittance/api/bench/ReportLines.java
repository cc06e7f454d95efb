package io.quittance.api.bench;

import java.util.Locale;

/** The lines of a report for people, each with a name before it. Not safe for several threads. */
final class ReportLines {

    private static final double GIB = 1L << 30;

    private final StringBuilder text = new StringBuilder();

    /** All lines, each ended. */
    String text() {
        return text.toString();
    }

    /** One more line; without a name it goes on with the one before it. */
    void line(String name, String pattern, Object... values) {
        text.append(String.format(Locale.ROOT, "%-10s", name))
                .append(format(pattern, values))
                .append('\n');
    }

    /** When, where and how. */
    void provenance(Provenance provenance) {
        Machine machine = provenance.machine();
        line(
                "machine",
                "%d cores, %s, %.1f GiB, %s, %s",
                machine.cores(),
                machine.cpu(),
                machine.memoryBytes() / GIB,
                machine.kernel(),
                machine.jvm());
        line(
                "build",
                "version %s, commit %s, run at %s",
                provenance.version(),
                provenance.commit(),
                provenance.startedAt());
        line("command", "%s", provenance.command());
    }

    static String figure(String pattern, Reading reading) {
        return figure(pattern, reading, "not measured: " + reading.missing());
    }

    static String figure(String pattern, Reading reading, String otherwise) {
        return reading.isMeasured() ? format(pattern, reading.value()) : otherwise;
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
