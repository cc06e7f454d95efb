package io.quittance.api.simulation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An executor whose work is done in a process's {@link Lane}: it has no thread to wait for. */
final class LaneExecutor extends AbstractExecutorService {

    private final Consumer<Runnable> worker;
    private volatile boolean isShutdown;

    LaneExecutor(Consumer<Runnable> worker) {
        this.worker = worker;
    }

    /** What a thread of its own would be to a process: one task after the other. */
    static ExecutorService thread(Lane lane) {
        return new LaneExecutor(new InTurn(lane)::add);
    }

    @Override
    public void execute(Runnable work) {
        worker.accept(work);
    }

    @Override
    public void shutdown() {
        isShutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        isShutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return isShutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown;
    }

    private static final class InTurn {
        private final Lane lane;
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private boolean isBusy;

        InTurn(Lane lane) {
            this.lane = lane;
        }

        synchronized void add(Runnable work) {
            waiting.add(work);
            if (!isBusy) {
                isBusy = true;
                lane.execute(this::next, false);
            }
        }

        private void next() {
            Runnable work;
            synchronized (this) {
                work = waiting.remove();
            }
            try {
                work.run();
            } finally {
                goOn();
            }
        }

        private synchronized void goOn() {
            isBusy = !waiting.isEmpty();
            if (isBusy) {
                lane.execute(this::next, false);
            }
        }
    }
}
