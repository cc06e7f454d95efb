package io.quittance.api;

import akka.actor.ActorSystem;
import io.quittance.api.acquirer.HttpConnector;
import io.quittance.api.acquirer.InProcessConnector;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.engine.attempt.Processor;
import java.net.URI;
import java.util.function.Function;

/**
 * Who moves the money for a server, and what the server closes when it is done with them.
 *
 * @param connector makes the connector, given the server's actor system
 * @param owned closed after the engine
 */
public record Counterparty(Function<ActorSystem, Processor> connector, AutoCloseable owned) {

    /** A simulated acquirer in this process. */
    public static Counterparty inProcess(SimulatedAcquirer acquirer) {
        return new Counterparty(system -> new InProcessConnector(acquirer), acquirer);
    }

    /** A simulated acquirer in a process of its own. */
    public static Counterparty at(URI baseUrl) {
        return new Counterparty(system -> new HttpConnector(system, baseUrl), () -> {});
    }
}
