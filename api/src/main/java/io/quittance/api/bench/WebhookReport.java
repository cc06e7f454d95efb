package io.quittance.api.bench;

import static io.quittance.api.bench.ReportLines.figure;
import static io.quittance.api.bench.ReportLines.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the scenario {@code webhooks} found, with everything that is needed to judge it. Immutable.
 *
 * @param plan what was asked
 * @param target of whom
 * @param runs in the order in which they ran: A and B in turn
 * @param provenance when, where and how
 */
public record WebhookReport(WebhookPlan plan, String target, List<WebhookRun> runs, Provenance provenance) {

    /** How much later the slowest hundredth may arrive because of endpoints that are dead or slow. */
    public static final double RATIO_GOAL = 1.10;

    private static final String COUNTED_FROM = "the event's own time, to the millisecond, to its arrival";

    public WebhookReport {
        runs = List.copyOf(runs);
    }

    /** Whether every payment was answered and every webhook arrived once. Says nothing about the time it took. */
    public boolean isRight() {
        return runs.stream().allMatch(WebhookRun::isRight);
    }

    /** The median of a figure over the runs A, or over the runs B; of an even number the mean of the middle two. */
    double median(boolean hasTroubled, ToDoubleFunction<WebhookRun> figure) {
        double[] sorted = runs.stream()
                .filter(run -> run.hasTroubled() == hasTroubled)
                .mapToDouble(figure)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median p99 of B over that of A. */
    Reading ratio() {
        return Reading.of(p99(true) / p99(false));
    }

    private double p99(boolean hasTroubled) {
        return median(hasTroubled, run -> run.delivery().p99Ms());
    }

    /** For people. Several lines, the last one ended. */
    public String text() {
        ReportLines lines = new ReportLines();
        LoadPlan load = plan.load();
        lines.line(
                "load",
                "webhooks, open at %,d payments per second, %,d connections, %d s warm-up, %d s measured per run, seed"
                        + " %d, %s",
                rate(),
                load.connections(),
                load.warmUpSeconds(),
                load.measuredSeconds(),
                load.seed(),
                target);
        lines.line(
                "endpoints",
                "A: %d live; B: the same, 1 dead, which refuses connections, and 1 slow, which",
                WebhookPlan.LIVE);
        lines.line("", "answers after %d s; each hears of payment_intent.succeeded", WebhookStreet.SLOW.toSeconds());
        lines.line("delivery", "to the live ones, from %s", COUNTED_FROM);
        runs.forEach(run -> run(lines, run));
        lines.line(
                "median",
                "p99 of A %.2f ms, of B %.2f ms, ratio %s; goal: at most %.2f; of %d runs each",
                p99(false),
                p99(true),
                figure("%.2f", ratio()),
                RATIO_GOAL,
                plan.pairs());
        lines.line("", "p50 of A %.2f ms, of B %.2f ms", p50(false), p50(true));
        lines.provenance(provenance);
        return lines.text();
    }

    private double p50(boolean hasTroubled) {
        return median(hasTroubled, run -> run.delivery().p50Ms());
    }

    private int rate() {
        return ((Arrivals.Open) plan.load().arrivals()).perSecond();
    }

    private static void run(ReportLines lines, WebhookRun run) {
        Latency delivery = run.delivery();
        lines.line(
                "run " + run.text(),
                "delivery p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms",
                delivery.p50Ms(),
                delivery.p99Ms(),
                delivery.p999Ms(),
                delivery.maxMs());
        lines.line(
                "",
                "%,d owed, %,d missing, %,d duplicates, %,d signatures verified, %,d wrong",
                run.owed(),
                run.missing(),
                run.duplicates(),
                run.verified(),
                run.forged());
        Outcome payments = run.payments();
        lines.line(
                "",
                "%,.1f payments/s, p50 %.2f ms, p99 %.2f ms, %,d errors, %,d unsent; server %s",
                payments.perSecond(),
                payments.latency().p50Ms(),
                payments.latency().p99Ms(),
                payments.errors(),
                payments.unsent(),
                figure("%.0f %%", run.usage().cpu().serverPercent())
                        + format(
                                ", driver and receivers %s",
                                figure("%.0f %%", run.usage().cpu().driverPercent())));
    }

    /** For programs: one line of JSON. Names are only ever added. */
    public String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        LoadPlan load = plan.load();
        root.put("scenario", load.scenario().text())
                .put("target", target)
                .put("rate_per_second", rate())
                .put("connections", load.connections())
                .put("warm_up_seconds", load.warmUpSeconds())
                .put("measured_seconds", load.measuredSeconds())
                .put("seed", load.seed())
                .put("pairs", plan.pairs())
                .put("live_endpoints", WebhookPlan.LIVE)
                .put("slow_seconds", WebhookStreet.SLOW.toSeconds())
                .put("delivery_counted_from", COUNTED_FROM);
        ArrayNode all = root.putArray("runs");
        runs.forEach(run -> json(all.addObject(), run));
        ObjectNode medians = root.putObject("median");
        medians.put("p99_a_ms", ReportJson.rounded(p99(false)))
                .put("p99_b_ms", ReportJson.rounded(p99(true)))
                .put("p50_a_ms", ReportJson.rounded(p50(false)))
                .put("p50_b_ms", ReportJson.rounded(p50(true)))
                .put("ratio_goal", RATIO_GOAL);
        if (ratio().isMeasured()) {
            medians.put("ratio", ReportJson.rounded(ratio().value()));
        } else {
            medians.putNull("ratio");
        }
        ReportJson.provenance(root, provenance);
        return root.toString();
    }

    private static void json(ObjectNode json, WebhookRun run) {
        json.put("run", run.text())
                .put("owed", run.owed())
                .put("missing", run.missing())
                .put("duplicates", run.duplicates())
                .put("verified", run.verified())
                .put("wrong_signatures", run.forged())
                .put("payments_per_second", ReportJson.rounded(run.payments().perSecond()))
                .put("errors", run.payments().errors())
                .put("unsent", run.payments().unsent());
        latency(json.putObject("delivery_ms"), run.delivery());
        latency(json.putObject("payment_ms"), run.payments().latency());
        Usage.Cpu cpu = run.usage().cpu();
        Reading server = cpu.serverPercent();
        json.putObject("cpu").put("server_percent", server.isMeasured() ? ReportJson.rounded(server.value()) : null);
    }

    private static void latency(ObjectNode json, Latency latency) {
        json.put("p50", ReportJson.rounded(latency.p50Ms()))
                .put("p99", ReportJson.rounded(latency.p99Ms()))
                .put("p99_9", ReportJson.rounded(latency.p999Ms()))
                .put("max", ReportJson.rounded(latency.maxMs()));
    }
}
