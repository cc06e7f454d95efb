package io.quittance.api.acquirer;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.javadsl.Flow;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The simulated acquirer as a process of its own, over HTTP. What it answered is in its ledger, whatever kills it.
 * Where its script or its faults give no answer it closes the connection without one. Safe for any thread.
 */
public final class AcquirerServer implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String host;
    private final ActorSystem system;
    private final SimulatedAcquirer acquirer;
    private final ServerBinding binding;

    private AcquirerServer(String host, ActorSystem system, SimulatedAcquirer acquirer, ServerBinding binding) {
        this.host = host;
        this.system = system;
        this.acquirer = acquirer;
        this.binding = binding;
    }

    /**
     * Opens the ledger and listens; it is ready when this returns. Throws {@link LedgerRefused} when the ledger cannot
     * be used, and {@link IOException} when the port cannot.
     */
    public static AcquirerServer start(AcquirerSettings settings, InstantSource clock) throws IOException {
        return start(settings, SimulatedAcquirer.open(settings.ledger(), settings.faults(), clock));
    }

    /** Listens for an acquirer that is open already, and owns it. */
    static AcquirerServer start(AcquirerSettings settings, SimulatedAcquirer acquirer) throws IOException {
        ActorSystem system = ActorSystem.create("quittance-acquirer", settings.akkaConfig());
        AcquirerRoutes routes = new AcquirerRoutes(acquirer, system);
        try {
            ServerBinding binding = Http.get(system)
                    .newServerAt(settings.host(), settings.port())
                    .bindFlow(exchange(routes))
                    .toCompletableFuture()
                    .join();
            return new AcquirerServer(settings.host(), system, acquirer, binding);
        } catch (CompletionException e) {
            acquirer.close();
            system.terminate();
            throw new IOException("cannot listen on " + settings.host() + ":" + settings.port(), e.getCause());
        }
    }

    /** The stream of responses ends at the first one that is missing, and with it the connection. */
    private static Flow<HttpRequest, HttpResponse, NotUsed> exchange(AcquirerRoutes routes) {
        return Flow.of(HttpRequest.class)
                .mapAsync(1, routes::answer)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow);
    }

    /** The port that it listens on. */
    public int port() {
        return binding.localAddress().getPort();
    }

    /** Where it is reached, e.g. {@code http://127.0.0.1:8085}. */
    public URI baseUrl() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** Counts of what it recorded. */
    public LedgerSummary summary() {
        return acquirer.summary();
    }

    /** Lets what is under way end, for two seconds at most, then gives port and ledger free. */
    @Override
    public void close() throws IOException {
        binding.terminate(GRACE).toCompletableFuture().join();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        acquirer.close();
    }
}
