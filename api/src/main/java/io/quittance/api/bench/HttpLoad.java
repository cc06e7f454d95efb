package io.quittance.api.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Load over HTTP/1.1 keep-alive connections, from one event loop per four processors. */
final class HttpLoad implements Load {

    private static final int PROCESSORS_PER_LOOP = 4;

    private final LoadPlan plan;
    private final List<Circle> circles = new ArrayList<>();
    private final LongAdder answered = new LongAdder();
    private @Nullable DriverThreads threads;

    /** The connections of one event loop, and their selector. */
    private record Circle(Selector selector, List<HttpLane> lanes) {}

    /** Opens all connections. */
    HttpLoad(LoadPlan plan, HttpTarget target, HttpScenario scenario) throws IOException {
        this.plan = plan;
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / PROCESSORS_PER_LOOP);
        boolean opened = false;
        try {
            for (int loop = 0; loop < Math.min(loops, plan.connections()); loop++) {
                circles.add(new Circle(Selector.open(), new ArrayList<>()));
            }
            for (int i = 0; i < plan.connections(); i++) {
                Circle circle = circles.get(i % circles.size());
                HttpLane lane = new HttpLane(new HttpConnection(target.address()), scenario.forConnection(i));
                circle.lanes().add(lane);
                lane.connect(circle.selector());
            }
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    @Override
    public void start(Window window) {
        List<HttpLoop> loops = new ArrayList<>();
        for (int i = 0; i < circles.size(); i++) {
            Circle circle = circles.get(i);
            Pace pace = Pace.of(plan.arrivals(), window, i, circles.size());
            loops.add(new HttpLoop(circle.selector(), circle.lanes(), pace, new Tally(window, answered)));
        }
        threads = DriverThreads.start("bench-http", window, loops);
    }

    @Override
    public long answered() {
        return answered.sum();
    }

    /** All of this process: it does nothing else, and its garbage collector and compiler are part of the price. */
    @Override
    public Reading driverCpuSeconds() {
        return Processors.thisProcessSeconds();
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
        for (Circle circle : circles) {
            circle.lanes().forEach(HttpLane::close);
            try {
                circle.selector().close();
            } catch (IOException alreadyBroken) {
                // It watches nothing any more.
            }
        }
    }
}
