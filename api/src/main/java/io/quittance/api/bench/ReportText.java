package io.quittance.api.bench;

import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report for people: one thought per line. */
final class ReportText {

    private static final double GIB = 1L << 30;

    private final BenchReport report;
    private final StringBuilder text = new StringBuilder();

    ReportText(BenchReport report) {
        this.report = report;
    }

    String lines() {
        head();
        errors();
        cpu();
        journal();
        rawLimit();
        provenance();
        return text.toString();
    }

    private void head() {
        LoadPlan plan = report.plan();
        Outcome outcome = report.outcome();
        String rate = plan.arrivals() instanceof Arrivals.Open open
                ? format("open at %,d per second", open.perSecond())
                : "closed";
        line(
                "load",
                "%s, %s, %,d %s, %d s warm-up, %d s measured, seed %d, %s",
                plan.scenario().text(),
                rate,
                plan.connections(),
                report.target().startsWith("http") ? "connections" : "in flight",
                plan.warmUpSeconds(),
                plan.measuredSeconds(),
                plan.seed(),
                report.target());
        line("reached", "%,.1f %ss/s", outcome.perSecond(), plan.scenario().unit());
        if (plan.scenario().movesNothing()) {
            line(
                    "trivial",
                    "%s GET %s of the same server in the same run; ratio %s",
                    figure("%,.1f", report.trivialPerSecond()),
                    HttpText.LIVE,
                    figure("%.2f", report.ratioToTrivial()));
        }
        latency(outcome.latency());
    }

    private void latency(Latency latency) {
        line(
                "latency",
                "p50 %s, p99 %s, p99.9 %s, max %s, from the intended start",
                figure("%.2f ms", latency.reading(latency.p50Ms())),
                figure("%.2f ms", latency.reading(latency.p99Ms())),
                figure("%.2f ms", latency.reading(latency.p999Ms())),
                figure("%.2f ms", latency.reading(latency.maxMs())));
    }

    private void errors() {
        Outcome outcome = report.outcome();
        String unsent = outcome.unsent() == 0
                ? ""
                : format(", and %,d more were due but never sent: overloaded", outcome.unsent());
        line("errors", "%,d of %,d requests%s", outcome.errors(), outcome.requests(), unsent);
        new TreeMap<>(outcome.errorsByReason()).forEach((reason, count) -> line("", "%,d × %s", count, reason));
        outcome.errorSamples().stream()
                .filter(sample -> !sample.answer().isEmpty())
                .forEach(sample -> line("", "e.g. %s: %s", sample.reason(), sample.answer()));
    }

    private void cpu() {
        Usage.Cpu cpu = report.usage().cpu();
        line(
                "cpu",
                "server %s, driver %s (%s per answer); 100 %% is one core",
                figure("%.0f %%", cpu.serverPercent()) + figure(" (%.1f s)", cpu.serverSeconds(), ""),
                figure("%.0f %%", cpu.driverPercent()) + figure(" (%.1f s)", cpu.driverSeconds(), ""),
                figure("%.1f µs", cpu.driverMicrosPerAnswer()));
    }

    private void journal() {
        Usage.Journal journal = report.usage().journal();
        String unit = report.plan().scenario().unit();
        line(
                "journal",
                "per %s: rows %s, commits %s, bytes %s (%s)",
                unit,
                figure("%.2f", journal.rowsPerAnswer()),
                figure("%.3f", journal.commitsPerAnswer()),
                figure("%,.0f", journal.bytesPerAnswer()),
                Usage.Journal.BYTES);
        line(
                "",
                "rows per commit %s, rows per second %s, bytes per row %s",
                figure("%.1f", journal.rowsPerCommit()),
                figure("%,.0f", journal.rowsPerSecond()),
                figure("%,.0f", journal.bytesPerRow()));
        FsyncUse fsyncs = report.fsyncs();
        line(
                "fsyncs",
                "per %s %s, per commit %s%s",
                unit,
                figure("%.3f", fsyncs.perAnswer()),
                figure("%.2f", fsyncs.perCommit()),
                figure(", while traced at %,.0f per second", fsyncs.answersPerSecond(), ""));
    }

    private void rawLimit() {
        RawJournalLimit limit = report.rawLimit();
        if (limit.missing() != null) {
            line("raw limit", "not measured: %s", limit.missing());
            return;
        }
        String rates = limit.groups().stream()
                .map(group -> format("%d → %,.0f", group.rowsPerCommit(), group.rowsPerSecond()))
                .collect(Collectors.joining(", "));
        line("raw limit", "rows per commit → rows per second: %s; %.0f bytes per row", rates, limit.bytesPerRow());
        line("", "%s, in %s", RawJournalLimit.DEFINITION, limit.place());
        String nearest = limit.nearest(report.usage().journal().rowsPerCommit())
                .map(group -> format(" (%d rows per commit)", group.rowsPerCommit()))
                .orElse("");
        line(
                "ratio",
                "of the raw limit at the nearest group%s %s, at the best %s",
                nearest,
                figure("%.2f", report.ratioToNearest()),
                figure("%.2f", report.ratioToBest()));
    }

    private void provenance() {
        Provenance provenance = report.provenance();
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

    private void line(String name, String pattern, Object... values) {
        text.append(String.format(Locale.ROOT, "%-10s", name))
                .append(format(pattern, values))
                .append('\n');
    }

    private static String figure(String pattern, Reading reading) {
        return figure(pattern, reading, "not measured: " + reading.missing());
    }

    private static String figure(String pattern, Reading reading, String otherwise) {
        return reading.isMeasured() ? format(pattern, reading.value()) : otherwise;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
