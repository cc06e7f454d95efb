package io.quittance.api.simulation;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Gives every dispatcher's work to the process's {@link Lane}. Made by Akka by reflection, from the settings. */
public final class SeededExecutor extends ExecutorServiceConfigurator {

    private final Lane lane;
    private final boolean isBlocking;

    /** Called by Akka with the dispatcher's settings. */
    public SeededExecutor(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        this.lane = Lane.named(prerequisites.settings().config().getString(SimulatedSettings.LANE));
        this.isBlocking = config.getString("id").equals(SimulatedSettings.BLOCKING);
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        return () -> new InLane(lane, isBlocking);
    }

    private static final class InLane extends AbstractExecutorService {
        private final Lane lane;
        private final boolean isBlocking;
        private boolean isShutdown;

        InLane(Lane lane, boolean isBlocking) {
            this.lane = lane;
            this.isBlocking = isBlocking;
        }

        @Override
        public void execute(Runnable work) {
            lane.execute(work, isBlocking);
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
    }
}
