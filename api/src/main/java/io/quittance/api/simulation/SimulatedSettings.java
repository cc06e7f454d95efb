package io.quittance.api.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;

/** The actor system's settings in a simulation: one executor, one scheduler, one journal, nothing with a thread. */
final class SimulatedSettings {

    /** Where the settings name the process's {@link Lane}. */
    static final String LANE = "quittance.simulation.lane";

    /** The dispatcher whose work waits until the engine has started. */
    static final String BLOCKING = "akka.actor.default-blocking-io-dispatcher";

    private static final Config ALL = ConfigFactory.parseString("""
            akka {
              loggers = []
              loglevel = "OFF"
              stdout-loglevel = "OFF"
              jvm-shutdown-hooks = off
              java-flight-recorder.enabled = false
              scheduler.implementation = "io.quittance.api.simulation.VirtualScheduler"
              actor {
                default-dispatcher { executor = "io.quittance.api.simulation.SeededExecutor", throughput = 1 }
                internal-dispatcher {
                  type = Dispatcher
                  executor = "io.quittance.api.simulation.SeededExecutor"
                  throughput = 1
                }
                default-blocking-io-dispatcher {
                  type = Dispatcher
                  executor = "io.quittance.api.simulation.SeededExecutor"
                  throughput = 1
                }
              }
              persistence.journal.plugin = "quittance.journal.simulated"
            }
            quittance.journal.simulated {
              class = "io.quittance.api.simulation.SimulatedJournalPlugin"
              plugin-dispatcher = "akka.actor.default-dispatcher"
            }
            """);

    private SimulatedSettings() {}

    static Config of(Lane lane) {
        return ALL.withValue(LANE, ConfigValueFactory.fromAnyRef(lane.name()));
    }
}
