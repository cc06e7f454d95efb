package io.quittance.api.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The work of one process in the world. While its engine starts, a helper thread does the work in the order in which it
 * came, because the start waits for it; work for the blocking dispatcher is held back until then. From then on the
 * world's thread does it in the seed's order. A dead lane swallows all work.
 */
final class Lane {

    /** By name, because Akka makes executors and scheduler from settings, which hold texts only. */
    private static final Map<String, Lane> BY_NAME = new ConcurrentHashMap<>();

    private static final AtomicLong NAMES = new AtomicLong();

    private enum Stage {
        STARTING,
        RUNNING,
        DEAD
    }

    private final World world;
    private final int number;
    private final String name = String.valueOf(NAMES.incrementAndGet());
    private final Queue<Runnable> starting = new ArrayDeque<>();
    private final List<Runnable> held = new ArrayList<>();
    private Stage stage = Stage.RUNNING;
    private boolean isStarted;

    Lane(World world, int number) {
        this.world = world;
        this.number = number;
    }

    static Lane named(String name) {
        Lane lane = BY_NAME.get(name);
        if (lane == null) {
            throw new IllegalStateException("no simulated process has the name " + name);
        }
        return lane;
    }

    World world() {
        return world;
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        synchronized (world) {
            return stage != Stage.DEAD;
        }
    }

    void execute(Runnable work, boolean isBlocking) {
        synchronized (world) {
            if (stage == Stage.RUNNING) {
                world.ready(this, work);
            } else if (stage == Stage.STARTING && isBlocking) {
                held.add(work);
            } else if (stage == Stage.STARTING) {
                starting.add(work);
                world.notifyAll();
            }
        }
    }

    /** Starts an engine whose work this lane is. */
    <T> T start(Supplier<T> engine) {
        stage = Stage.STARTING;
        BY_NAME.put(name, this);
        Thread helper = new Thread(this::workUntilStarted, "simulation-start");
        helper.setDaemon(true);
        helper.start();
        try {
            return engine.get();
        } finally {
            synchronized (world) {
                isStarted = true;
                world.notifyAll();
            }
            join(helper);
            synchronized (world) {
                stage = Stage.RUNNING;
                held.forEach(work -> world.ready(this, work));
            }
        }
    }

    private static void join(Thread helper) {
        try {
            helper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a simulated engine was interrupted while it started", e);
        }
    }

    private void workUntilStarted() {
        for (Runnable work = nextOfStart(); work != null; work = nextOfStart()) {
            work.run();
        }
    }

    private @Nullable Runnable nextOfStart() {
        synchronized (world) {
            while (starting.isEmpty() && !isStarted) {
                try {
                    world.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
            return starting.poll();
        }
    }

    void die() {
        synchronized (world) {
            stage = Stage.DEAD;
            world.forget(this);
            BY_NAME.remove(name);
        }
    }
}
