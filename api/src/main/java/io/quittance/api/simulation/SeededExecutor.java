package io.quittance.api.simulation;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;

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
        return () -> new LaneExecutor(work -> lane.execute(work, isBlocking));
    }
}
