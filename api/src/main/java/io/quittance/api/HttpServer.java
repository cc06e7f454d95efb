package io.quittance.api;

import akka.Done;
import akka.actor.ActorSystem;
import akka.actor.CoordinatedShutdown;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.server.Route;
import io.quittance.engine.PaymentEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The server and its life: bound, ready, stopping. It stops through Akka's coordinated shutdown, also on SIGTERM:
 * unready first, then no new connections, then requests under way get their answers, then the engine closes its
 * journal.
 */
public final class HttpServer implements AutoCloseable {

    /** How long requests under way may take to finish when the server stops. */
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final ActorSystem system;
    private final PaymentEngine engine;
    private final List<AutoCloseable> owned;
    private volatile boolean stopping;
    private volatile String baseUrl = "";

    /** @param owned closed after the engine */
    HttpServer(ActorSystem system, PaymentEngine engine, List<AutoCloseable> owned) {
        this.system = system;
        this.engine = engine;
        this.owned = owned;
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "unready", this::markStopping);
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "engine", this::closeEngine);
    }

    void bind(String host, int wantedPort, Route route) {
        ServerBinding binding = join(Http.get(system)
                .newServerAt(host, wantedPort)
                .bind(route)
                .thenApply(bound -> bound.addToCoordinatedShutdown(DRAIN, system)));
        String name = host.contains(":") ? "[" + host + "]" : host;
        baseUrl = "http://" + name + ":" + binding.localAddress().getPort();
    }

    /** Where a browser reaches it: on the same machine, when it listens on every address. */
    public String nearUrl() {
        return baseUrl.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
    }

    /** Where it listens, e.g. {@code http://127.0.0.1:8080}. */
    public String baseUrl() {
        return baseUrl;
    }

    /** Whether requests are taken. */
    public boolean isReady() {
        return !stopping && engine.isReady();
    }

    /** The actor system of its HTTP side. */
    ActorSystem system() {
        return system;
    }

    /** The engine behind it. */
    public PaymentEngine engine() {
        return engine;
    }

    /** Stops in order. Blocks until the journal is closed. */
    @Override
    public void close() {
        join(CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.unknownReason()));
    }

    private CompletionStage<Done> markStopping() {
        stopping = true;
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    private CompletionStage<Done> closeEngine() {
        return CompletableFuture.supplyAsync(() -> {
            engine.close();
            owned.forEach(HttpServer::close);
            return Done.getInstance();
        });
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new ServerFailed(e);
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new ServerFailed(e.getCause() == null ? e : e.getCause());
        }
    }
}
