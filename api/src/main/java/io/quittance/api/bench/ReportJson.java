package io.quittance.api.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;

/**
 * A report as JSON. A figure that was not measured is {@code null}, and {@code not_measured} says why under its path.
 */
final class ReportJson {

    private static final double DECIMALS = 1_000;

    private final BenchReport report;
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final ObjectNode notMeasured = JsonNodeFactory.instance.objectNode();

    ReportJson(BenchReport report) {
        this.report = report;
    }

    String line() {
        plan();
        outcome();
        cpu();
        journal();
        rawLimit();
        provenance(root, report.provenance());
        root.set("not_measured", notMeasured);
        return root.toString();
    }

    private void plan() {
        LoadPlan plan = report.plan();
        root.put("scenario", plan.scenario().text())
                .put("unit", plan.scenario().unit())
                .put("target", report.target())
                .put("mode", plan.arrivals().text());
        if (plan.arrivals() instanceof Arrivals.Open open) {
            root.put("rate_per_second", open.perSecond());
        } else {
            root.putNull("rate_per_second");
        }
        root.put("connections", plan.connections())
                .put("warm_up_seconds", plan.warmUpSeconds())
                .put("measured_seconds", plan.measuredSeconds())
                .put("seed", plan.seed());
    }

    private void outcome() {
        Outcome outcome = report.outcome();
        root.put("per_second", rounded(outcome.perSecond()))
                .put("requests", outcome.requests())
                .put("errors", outcome.errors())
                .put("unsent", outcome.unsent());
        root.putObject("trivial");
        put("trivial", "per_second", report.trivialPerSecond());
        put("trivial", "ratio", report.ratioToTrivial());
        ObjectNode reasons = root.putObject("errors_by_reason");
        new TreeMap<>(outcome.errorsByReason()).forEach(reasons::put);
        ArrayNode samples = root.putArray("error_samples");
        for (ErrorSample sample : outcome.errorSamples()) {
            samples.addObject().put("reason", sample.reason()).put("answer", sample.answer());
        }
        latency(outcome.latency());
    }

    private void latency(Latency latency) {
        root.putObject("latency_ms").put("counted_from", "intended_start");
        put("latency_ms", "mean", latency.reading(latency.meanMs()));
        put("latency_ms", "p50", latency.reading(latency.p50Ms()));
        put("latency_ms", "p99", latency.reading(latency.p99Ms()));
        put("latency_ms", "p99_9", latency.reading(latency.p999Ms()));
        put("latency_ms", "max", latency.reading(latency.maxMs()));
    }

    private void cpu() {
        Usage.Cpu cpu = report.usage().cpu();
        root.putObject("cpu");
        put("cpu", "server_seconds", cpu.serverSeconds());
        put("cpu", "server_percent", cpu.serverPercent());
        put("cpu", "driver_seconds", cpu.driverSeconds());
        put("cpu", "driver_percent", cpu.driverPercent());
        put("cpu", "driver_micros_per_answer", cpu.driverMicrosPerAnswer());
    }

    private void journal() {
        Usage.Journal journal = report.usage().journal();
        root.putObject("journal").put("bytes_definition", Usage.Journal.BYTES);
        put("journal", "rows_per_answer", journal.rowsPerAnswer());
        put("journal", "commits_per_answer", journal.commitsPerAnswer());
        put("journal", "rows_per_commit", journal.rowsPerCommit());
        put("journal", "rows_per_second", journal.rowsPerSecond());
        put("journal", "bytes_per_answer", journal.bytesPerAnswer());
        put("journal", "bytes_per_row", journal.bytesPerRow());
        FsyncUse fsyncs = report.fsyncs();
        put("journal", "fsyncs_per_answer", fsyncs.perAnswer());
        put("journal", "fsyncs_per_commit", fsyncs.perCommit());
        put("journal", "answers_per_second_while_traced", fsyncs.answersPerSecond());
    }

    private void rawLimit() {
        RawJournalLimit limit = report.rawLimit();
        ObjectNode raw = root.putObject("raw_limit")
                .put("definition", RawJournalLimit.DEFINITION)
                .put("place", limit.place())
                .put("bytes_per_row", rounded(limit.bytesPerRow()));
        ArrayNode groups = raw.putArray("groups");
        for (RawJournalLimit.Group group : limit.groups()) {
            groups.addObject()
                    .put("rows_per_commit", group.rowsPerCommit())
                    .put("rows_per_second", rounded(group.rowsPerSecond()));
        }
        put("raw_limit", "ratio_to_nearest", report.ratioToNearest());
        put("raw_limit", "ratio_to_best", report.ratioToBest());
    }

    /** When, where and how. */
    static void provenance(ObjectNode root, Provenance provenance) {
        Machine machine = provenance.machine();
        root.put("started_at", provenance.startedAt().toString())
                .put("version", provenance.version())
                .put("commit", provenance.commit())
                .put("command", provenance.command());
        root.putObject("machine")
                .put("cores", machine.cores())
                .put("cpu", machine.cpu())
                .put("memory_bytes", machine.memoryBytes())
                .put("kernel", machine.kernel())
                .put("jvm", machine.jvm());
    }

    private void put(String object, String name, Reading reading) {
        String missing = reading.missing();
        if (missing == null) {
            root.withObjectProperty(object).put(name, rounded(reading.value()));
        } else {
            root.withObjectProperty(object).putNull(name);
            notMeasured.put(object + "." + name, missing);
        }
    }

    static double rounded(double value) {
        return Math.round(value * DECIMALS) / DECIMALS;
    }
}
