package io.quittance.api.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.slf4j.LoggerFactory;

/** Runs many seeds, each alone in one thread. */
public final class Simulation {

    private Simulation() {}

    /**
     * Which seeds.
     *
     * @param from the first
     * @param seeds how many
     * @param threads how many at the same time
     * @param twice how many of them run a second time, to see whether the same happens
     * @param keepsGoing whether the other seeds run although one has failed
     * @param without names of mishaps that stay away, to find out which one a failure needs
     */
    public record Plan(long from, int seeds, int threads, int twice, boolean keepsGoing, Set<String> without) {

        /** These seeds with all mishaps, to the first failure. */
        public static Plan of(long from, int seeds, int threads, int twice) {
            return new Plan(from, seeds, threads, twice, false, Set.of());
        }
    }

    /** Runs the seeds; ends early at the first promise that does not hold. Blocks; the engine's log is silent. */
    public static SimulationReport run(Plan plan) {
        return run(plan, seed -> SimulationRun.run(seed, plan.without()));
    }

    static SimulationReport run(Plan plan, LongFunction<SeedResult> runSeed) {
        Logger log = (Logger) LoggerFactory.getLogger("io.quittance.engine");
        Level level = log.getLevel();
        log.setLevel(Level.OFF);
        long begin = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(plan.threads());
        try {
            SimulationReport report = new SimulationReport(plan);
            AtomicLong next = new AtomicLong(plan.from());
            List<Future<?>> drivers = new ArrayList<>();
            for (int i = 0; i < plan.threads(); i++) {
                drivers.add(threads.submit(() -> drive(plan, next, runSeed, report)));
            }
            drivers.forEach(Simulation::join);
            report.took(System.nanoTime() - begin);
            return report;
        } finally {
            threads.shutdownNow();
            log.setLevel(level);
        }
    }

    private static void drive(Plan plan, AtomicLong next, LongFunction<SeedResult> runSeed, SimulationReport report) {
        long end = plan.from() + plan.seeds();
        for (long seed = next.getAndIncrement();
                seed < end && (report.holds() || plan.keepsGoing());
                seed = next.getAndIncrement()) {
            SeedResult result = runSeed.apply(seed);
            report.add(result);
            if (seed < plan.from() + plan.twice()) {
                report.compare(result, runSeed.apply(seed));
            }
        }
    }

    private static void join(Future<?> driver) {
        try {
            driver.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulation ended without a result", e.getCause());
        }
    }
}
