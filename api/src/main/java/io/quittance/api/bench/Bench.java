package io.quittance.api.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Runs a load plan against a target: preparation, warm-up, measured window, trace of fsyncs if asked for, then, with
 * the load ended, the raw limit of the journal's disk. Blocks; the caller's thread only waits and reads gauges.
 */
public final class Bench {

    private final LoadPlan plan;
    private final BenchTarget target;

    private Bench(LoadPlan plan, BenchTarget target) {
        this.plan = plan;
        this.target = target;
    }

    /**
     * Runs the plan.
     *
     * @throws IOException when the server cannot be reached
     * @throws BenchFailed when the target refuses the preparation, or the load broke off
     * @throws IllegalArgumentException when the scenario does not suit the target
     */
    public static BenchReport run(LoadPlan plan, BenchTarget target) throws IOException, InterruptedException {
        Bench bench = new Bench(plan, target);
        Instant startedAt = Instant.now();
        String run = Long.toString(startedAt.toEpochMilli(), Character.MAX_RADIX);
        if (target instanceof HttpTarget http) {
            return bench.overHttp(http, run, startedAt);
        }
        EmbeddedTarget embedded = (EmbeddedTarget) target;
        try (Load load = new EmbeddedLoad(plan, EmbeddedScenario.prepare(plan, embedded, run))) {
            return bench.run(load, new EmbeddedGauges(embedded.engine(), load), startedAt);
        }
    }

    private BenchReport overHttp(HttpTarget http, String run, Instant startedAt)
            throws IOException, InterruptedException {
        BenchReport report;
        try (Load load = new HttpLoad(plan, http, HttpScenario.prepare(plan, http, run))) {
            report = run(load, new HttpGauges(http), startedAt);
        }
        return plan.scenario().movesNothing() ? report.with(trivial(http, run)) : report;
    }

    /** What the same server, as warm as it is now, answers per second where HTTP is all there is to do. */
    private Reading trivial(HttpTarget http, String run) throws IOException, InterruptedException {
        LoadPlan hollow = plan.of(Scenario.TRIVIAL, new Arrivals.Closed());
        try (Load load = new HttpLoad(hollow, http, HttpScenario.prepare(hollow, http, run))) {
            Window window = Window.from(System.nanoTime(), hollow);
            load.start(window);
            sleepUntil(window.endNanos());
            return Reading.of(load.stop().perSecond());
        }
    }

    private BenchReport run(Load load, Gauges gauges, Instant startedAt) throws InterruptedException {
        Window window = Window.from(System.nanoTime(), plan);
        load.start(window);
        sleepUntil(window.startNanos());
        Sample before = Sample.take(load, gauges, target.dataDirectory());
        sleepUntil(window.endNanos());
        Usage usage = Sample.take(load, gauges, target.dataDirectory()).since(before);
        FsyncUse fsyncs =
                plan.countFsyncs() ? new FsyncCount(load, gauges).take() : FsyncUse.notMeasured("not asked for");
        Outcome outcome = load.stop();
        return new BenchReport(
                plan,
                target.text(),
                outcome,
                Reading.notMeasured("not asked for"),
                usage,
                fsyncs,
                rawLimit(),
                Provenance.of(startedAt));
    }

    /** In the data directory, because that is the disk in question; without one, in the working directory. */
    private RawJournalLimit rawLimit() {
        if (plan.rawSeconds() == 0) {
            return RawJournalLimit.notMeasured("not asked for");
        }
        try {
            Path disk = target.dataDirectory().orElse(Path.of("")).toAbsolutePath();
            return RawJournal.measure(disk, Duration.ofSeconds(plan.rawSeconds()));
        } catch (IOException | SQLException e) {
            return RawJournalLimit.notMeasured(e.toString());
        }
    }

    static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left).toMillis());
        }
    }
}
