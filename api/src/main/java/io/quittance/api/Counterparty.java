package io.quittance.api;

import akka.actor.ActorSystem;
import akka.http.javadsl.server.Route;
import io.quittance.api.acquirer.InProcessConnector;
import io.quittance.api.acquirer.IssuerRoutes;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.partner.Partner;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.checkout.Authenticator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who moves the money for a server, and what the server closes when it is done with them.
 *
 * @param connector makes the connector, given the server's actor system
 * @param routes what the server shows for them beside its own interface
 * @param listensAt told where the server listens
 * @param authenticator asks the cards' issuers who pays, before an order goes there
 * @param owned closed after the engine
 */
public record Counterparty(
        Function<ActorSystem, Processor> connector,
        Supplier<Route> routes,
        Consumer<String> listensAt,
        Authenticator authenticator,
        AutoCloseable owned) {

    /**
     * A simulated acquirer in this process, with its issuer's pages.
     *
     * @param publicUrl where payers reach the server; empty for the address that it listens on
     */
    public static Counterparty inProcess(SimulatedAcquirer acquirer, String publicUrl) {
        IssuerRoutes issuer = new IssuerRoutes(acquirer, publicUrl);
        return new Counterparty(
                system -> new InProcessConnector(acquirer),
                issuer::routes,
                issuer::listensAt,
                acquirer.authenticator(),
                acquirer);
    }

    /** A payment service provider that speaks the Partner API; it authenticates by itself. */
    public static Counterparty of(Partner partner) {
        return new Counterparty(partner::connector, partner::routes, partner::listensAt, Authenticator.NONE, partner);
    }
}
