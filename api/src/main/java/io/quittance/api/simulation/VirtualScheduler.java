package io.quittance.api.simulation;

import akka.actor.AbstractScheduler;
import akka.actor.Cancellable;
import akka.event.LoggingAdapter;
import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** Akka's timers on the world's time. Made by Akka by reflection, from the settings. */
public final class VirtualScheduler extends AbstractScheduler {

    private final Lane lane;

    /** Called by Akka with the actor system's settings. */
    public VirtualScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
        this.lane = Lane.named(config.getString(SimulatedSettings.LANE));
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable work, ExecutionContext executor) {
        World world = lane.world();
        return cancellable(world, world.ring(lane, delay.toNanos(), () -> executor.execute(work)));
    }

    @Deprecated
    @Override
    public Cancellable schedule(
            FiniteDuration initialDelay, FiniteDuration interval, Runnable work, ExecutionContext executor) {
        return scheduleWithFixedDelay(initialDelay, interval, work, executor);
    }

    @Override
    public double maxFrequency() {
        return 1_000_000;
    }

    private static Cancellable cancellable(World world, World.Alarm alarm) {
        return new Cancellable() {
            @Override
            public boolean cancel() {
                return world.cancel(alarm);
            }

            @Override
            public boolean isCancelled() {
                return world.isCancelled(alarm);
            }
        };
    }
}
