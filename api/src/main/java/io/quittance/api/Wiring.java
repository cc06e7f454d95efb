package io.quittance.api;

import akka.actor.ActorSystem;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import com.typesafe.config.ConfigFactory;
import io.quittance.api.checkout.PayRoutes;
import io.quittance.api.console.ConsoleRoutes;
import io.quittance.api.http.CardRoutes;
import io.quittance.api.http.FeedRoutes;
import io.quittance.api.http.HealthRoutes;
import io.quittance.api.http.IntentRoutes;
import io.quittance.api.http.ReadingRoutes;
import io.quittance.api.http.Routes;
import io.quittance.api.http.TerminalRoutes;
import io.quittance.api.http.TokenRoutes;
import io.quittance.api.http.WebhookRoutes;
import io.quittance.api.telemetry.Metrics;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentEngineBuilder;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.checkout.CheckoutParts;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.terminal.Terminals;
import io.quittance.engine.vault.CardVault;
import io.quittance.engine.webhook.WebhookParts;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The only place that knows every module: builds a server in the order in which its parts start. */
public final class Wiring {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Wiring() {}

    /** Starts a server; it answers when this returns. Throws when the port cannot be had; nothing is left behind. */
    public static HttpServer start(ServerSettings settings) {
        AtomicReference<String> baseUrl = new AtomicReference<>("");
        HttpServer server = assemble(settings, baseUrl::get);
        try {
            server.bind(
                    settings.host(), settings.port(), routes(settings, server).all());
            baseUrl.set(server.baseUrl());
            settings.counterparty().listensAt().accept(server.nearUrl());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static HttpServer assemble(ServerSettings settings, Supplier<String> baseUrl) {
        ActorSystem system = ActorSystem.create("quittance-http", ConfigFactory.load("server"));
        try {
            PaymentEngine engine = engine(settings, system, baseUrl);
            return new HttpServer(
                    system,
                    settings.details().probe().engine(engine),
                    List.of(settings.counterparty().owned(), settings.keys()));
        } catch (RuntimeException e) {
            system.terminate();
            settings.journal().close();
            settings.keys().close();
            throw e;
        }
    }

    private static PaymentEngine engine(ServerSettings settings, ActorSystem system, Supplier<String> baseUrl) {
        ServerSettings.Details details = settings.details();
        Processor processor = settings.counterparty().connector().apply(system);
        Terminals terminals = details.terminals().apply(system);
        Optional<WebhookParts> webhooks = Optional.empty();
        Optional<CardVault> cards = Optional.empty();
        try {
            webhooks = details.webhooks().open(system, baseUrl);
            PaymentEngineBuilder builder = PaymentEngine.builder()
                    .journal(details.probe().journal(settings.journal()))
                    .processor(details.probe().processor(processor))
                    .terminals(terminals)
                    .clock(details.probe().clock(Clock.systemUTC()))
                    .captureWindow(details.captureWindow());
            webhooks.ifPresent(builder::webhooks);
            cards = details.cards().get();
            cards.map(vault -> new CheckoutParts(vault, settings.counterparty().authenticator()))
                    .ifPresent(builder::checkout);
            return builder.start();
        } catch (RuntimeException e) {
            terminals.close();
            webhooks.ifPresent(WebhookParts::close);
            cards.ifPresent(CardVault::close);
            throw e;
        }
    }

    private static Routes routes(ServerSettings settings, HttpServer server) {
        PaymentEngine engine = server.engine();
        ActorSystem system = server.system();
        String publicUrl = settings.details().publicUrl();
        Supplier<String> payersAddress = () -> publicUrl.isEmpty() ? server.nearUrl() : publicUrl;
        Materializer materializer = SystemMaterializer.get(system).materializer();
        return new Routes(
                settings.keys(),
                new Routes.Parts(
                        new IntentRoutes(engine, materializer, randomness()),
                        new ReadingRoutes(engine),
                        new FeedRoutes(engine, system, server::isReady),
                        new TerminalRoutes(engine, materializer),
                        new WebhookRoutes(engine, materializer),
                        new TokenRoutes(engine, materializer, payersAddress),
                        new CardRoutes(engine, materializer),
                        settings.counterparty().routes().get(),
                        new PayRoutes(engine.checkout(), payersAddress).routes(),
                        ConsoleRoutes.of(engine, settings.keys(), Clock.systemUTC(), randomness())
                                .routes()),
                new HealthRoutes(server::isReady, new Metrics(engine)),
                new Routes.Origin(server::baseUrl, Clock.systemUTC(), randomness()));
    }

    /** The platform's secure randomness. */
    public static IdSource randomness() {
        return count -> {
            byte[] bytes = new byte[count];
            RANDOM.nextBytes(bytes);
            return bytes;
        };
    }
}
