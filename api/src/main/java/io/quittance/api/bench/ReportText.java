package io.quittance.api.bench;

import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report for people: one thought per line. */
final class ReportText {

    private final BenchReport report;
    private final ReportLines lines = new ReportLines();

    ReportText(BenchReport report) {
        this.report = report;
    }

    String lines() {
        head();
        errors();
        cpu();
        journal();
        rawLimit();
        lines.provenance(report.provenance());
        return lines.text();
    }

    private void head() {
        LoadPlan plan = report.plan();
        Outcome outcome = report.outcome();
        String rate = plan.arrivals() instanceof Arrivals.Open open
                ? ReportLines.format("open at %,d per second", open.perSecond())
                : "closed";
        lines.line(
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
        lines.line(
                "reached", "%,.1f %ss/s", outcome.perSecond(), plan.scenario().unit());
        if (plan.scenario().movesNothing()) {
            lines.line(
                    "trivial",
                    "%s GET %s of the same server in the same run; ratio %s",
                    ReportLines.figure("%,.1f", report.trivialPerSecond()),
                    HttpText.LIVE,
                    ReportLines.figure("%.2f", report.ratioToTrivial()));
        }
        latency(outcome.latency());
    }

    private void latency(Latency latency) {
        lines.line(
                "latency",
                "p50 %s, p99 %s, p99.9 %s, max %s, from the intended start",
                ReportLines.figure("%.2f ms", latency.reading(latency.p50Ms())),
                ReportLines.figure("%.2f ms", latency.reading(latency.p99Ms())),
                ReportLines.figure("%.2f ms", latency.reading(latency.p999Ms())),
                ReportLines.figure("%.2f ms", latency.reading(latency.maxMs())));
    }

    private void errors() {
        Outcome outcome = report.outcome();
        String unsent = outcome.unsent() == 0
                ? ""
                : ReportLines.format(", and %,d more were due but never sent: overloaded", outcome.unsent());
        lines.line("errors", "%,d of %,d requests%s", outcome.errors(), outcome.requests(), unsent);
        new TreeMap<>(outcome.errorsByReason()).forEach((reason, count) -> lines.line("", "%,d × %s", count, reason));
        outcome.errorSamples().stream()
                .filter(sample -> !sample.answer().isEmpty())
                .forEach(sample -> lines.line("", "e.g. %s: %s", sample.reason(), sample.answer()));
    }

    private void cpu() {
        Usage.Cpu cpu = report.usage().cpu();
        lines.line(
                "cpu",
                "server %s, driver %s (%s per answer); 100 %% is one core",
                ReportLines.figure("%.0f %%", cpu.serverPercent())
                        + ReportLines.figure(" (%.1f s)", cpu.serverSeconds(), ""),
                ReportLines.figure("%.0f %%", cpu.driverPercent())
                        + ReportLines.figure(" (%.1f s)", cpu.driverSeconds(), ""),
                ReportLines.figure("%.1f µs", cpu.driverMicrosPerAnswer()));
    }

    private void journal() {
        Usage.Journal journal = report.usage().journal();
        String unit = report.plan().scenario().unit();
        lines.line(
                "journal",
                "per %s: rows %s, commits %s, bytes %s (%s)",
                unit,
                ReportLines.figure("%.2f", journal.rowsPerAnswer()),
                ReportLines.figure("%.3f", journal.commitsPerAnswer()),
                ReportLines.figure("%,.0f", journal.bytesPerAnswer()),
                Usage.Journal.BYTES);
        lines.line(
                "",
                "rows per commit %s, rows per second %s, bytes per row %s",
                ReportLines.figure("%.1f", journal.rowsPerCommit()),
                ReportLines.figure("%,.0f", journal.rowsPerSecond()),
                ReportLines.figure("%,.0f", journal.bytesPerRow()));
        FsyncUse fsyncs = report.fsyncs();
        lines.line(
                "fsyncs",
                "per %s %s, per commit %s%s",
                unit,
                ReportLines.figure("%.3f", fsyncs.perAnswer()),
                ReportLines.figure("%.2f", fsyncs.perCommit()),
                ReportLines.figure(", while traced at %,.0f per second", fsyncs.answersPerSecond(), ""));
    }

    private void rawLimit() {
        RawJournalLimit limit = report.rawLimit();
        if (limit.missing() != null) {
            lines.line("raw limit", "not measured: %s", limit.missing());
            return;
        }
        String rates = limit.groups().stream()
                .map(group -> ReportLines.format("%d → %,.0f", group.rowsPerCommit(), group.rowsPerSecond()))
                .collect(Collectors.joining(", "));
        lines.line(
                "raw limit", "rows per commit → rows per second: %s; %.0f bytes per row", rates, limit.bytesPerRow());
        lines.line("", "%s, in %s", RawJournalLimit.DEFINITION, limit.place());
        String nearest = limit.nearest(report.usage().journal().rowsPerCommit())
                .map(group -> ReportLines.format(" (%d rows per commit)", group.rowsPerCommit()))
                .orElse("");
        lines.line(
                "ratio",
                "of the raw limit at the nearest group%s %s, at the best %s",
                nearest,
                ReportLines.figure("%.2f", report.ratioToNearest()),
                ReportLines.figure("%.2f", report.ratioToBest()));
    }
}
