package io.quittance.api;

import akka.actor.ActorSystem;
import io.quittance.api.acquirer.InProcessConnector;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.partner.Partner;
import io.quittance.engine.attempt.Processor;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who moves the money for a server, and what the server closes when it is done with them.
 *
 * @param connector makes the connector, given the server's actor system
 * @param partner what the server shows to a provider; empty when there is none
 * @param owned closed after the engine
 */
public record Counterparty(Function<ActorSystem, Processor> connector, Optional<Partner> partner, AutoCloseable owned) {

    /** A simulated acquirer in this process. */
    public static Counterparty inProcess(SimulatedAcquirer acquirer) {
        return new Counterparty(system -> new InProcessConnector(acquirer), Optional.empty(), acquirer);
    }

    /** A payment service provider that speaks the Partner API. */
    public static Counterparty of(Partner partner) {
        return new Counterparty(partner::connector, Optional.of(partner), () -> {});
    }
}
