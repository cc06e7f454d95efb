package io.quittance.api.bench;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Load on an engine in this JVM: so many requests in flight, from one thread. */
final class EmbeddedLoad implements Load {

    private final LoadPlan plan;
    private final EmbeddedScenario scenario;
    private final LongAdder answered = new LongAdder();
    private @Nullable DriverThreads threads;

    EmbeddedLoad(LoadPlan plan, EmbeddedScenario scenario) {
        this.plan = plan;
        this.scenario = scenario;
    }

    @Override
    public void start(Window window) {
        Pace pace = Pace.of(plan.arrivals(), window, 0, 1);
        EmbeddedLoop loop = new EmbeddedLoop(scenario, plan.connections(), pace, new Tally(window, answered));
        threads = DriverThreads.start("bench-embedded", window, List.of(loop));
    }

    @Override
    public long answered() {
        return answered.sum();
    }

    /** The driver's thread alone. */
    @Override
    public Reading driverCpuSeconds() {
        return threads == null ? Reading.of(0) : threads.cpuSeconds();
    }

    @Override
    public Outcome stop() throws InterruptedException {
        return Objects.requireNonNull(threads, "not started").stop();
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.abort();
        }
    }
}
