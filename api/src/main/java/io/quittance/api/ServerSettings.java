package io.quittance.api;

import akka.actor.ActorSystem;
import io.quittance.api.auth.ApiKeys;
import io.quittance.engine.Journal;
import io.quittance.engine.intent.CaptureWindow;
import io.quittance.engine.terminal.NoTerminals;
import io.quittance.engine.terminal.Terminals;
import io.quittance.engine.vault.CardVault;
import io.quittance.engine.webhook.WebhookParts;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a server is made of. It owns the keys, the journal and the counterparty and closes them all.
 *
 * @param host the address to listen on
 * @param port the port; 0 for a free one
 * @param keys the keys that open it
 * @param journal where events go
 * @param counterparty who moves the money
 * @param details what most servers leave as it is
 */
public record ServerSettings(
        String host, int port, ApiKeys keys, Journal journal, Counterparty counterparty, Details details) {

    /** A server with the usual details. */
    public ServerSettings(String host, int port, ApiKeys keys, Journal journal, Counterparty counterparty) {
        this(host, port, keys, journal, counterparty, Details.USUAL);
    }

    /**
     * What most servers leave as it is.
     *
     * @param captureWindow how long authorised money may wait for its capture
     * @param probe sees what passes between the parts
     * @param webhooks opens what webhooks are sent with; the engine closes it
     * @param terminals opens the card terminals, on the server's actor system; the engine closes them
     * @param cards opens the card vault, empty for a server that keeps no cards; the engine closes it
     * @param publicUrl where payers reach the server, without a slash at its end; empty for where it listens
     */
    public record Details(
            CaptureWindow captureWindow,
            ServerProbe probe,
            Function<ActorSystem, Terminals> terminals,
            WebhookOpening webhooks,
            Supplier<Optional<CardVault>> cards,
            String publicUrl) {

        /** Five business days, nobody looks, and there are no terminals. */
        public static final Details USUAL = new Details(CaptureWindow.DEFAULT, ServerProbe.NONE);

        /** Without terminals. */
        public Details(CaptureWindow captureWindow, ServerProbe probe) {
            this(captureWindow, probe, system -> new NoTerminals());
        }

        /** Without webhooks. */
        public Details(CaptureWindow captureWindow, ServerProbe probe, Function<ActorSystem, Terminals> terminals) {
            this(captureWindow, probe, terminals, (system, baseUrl) -> Optional.empty());
        }

        /** Without cards. */
        public Details(
                CaptureWindow captureWindow,
                ServerProbe probe,
                Function<ActorSystem, Terminals> terminals,
                WebhookOpening webhooks) {
            this(captureWindow, probe, terminals, webhooks, Optional::empty);
        }

        /** Reached where it listens. */
        public Details(
                CaptureWindow captureWindow,
                ServerProbe probe,
                Function<ActorSystem, Terminals> terminals,
                WebhookOpening webhooks,
                Supplier<Optional<CardVault>> cards) {
            this(captureWindow, probe, terminals, webhooks, cards, "");
        }
    }

    /** Opens what webhooks are sent with. */
    @FunctionalInterface
    public interface WebhookOpening {

        /**
         * Empty for a server that sends none.
         *
         * @param system runs the connections
         * @param baseUrl where the server is reached, once it listens
         */
        Optional<WebhookParts> open(ActorSystem system, Supplier<String> baseUrl);
    }
}
