package io.quittance.api.acquirer;

import akka.Done;
import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.settings.ServerSettings;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.TLSProtocol.SslTlsInbound;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.TLSPlacebo;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import io.quittance.api.partner.PlainStage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The simulated acquirer as a process of its own, over HTTP. What it answered is in its ledger, whatever kills it. Safe
 * for any thread.
 *
 * <p>Where its script or its faults give no answer it closes the connection without one. Akka HTTP's own binding would
 * answer 500 instead, so the HTTP layer is put on the TCP connection here, with a switch between the two.
 */
public final class AcquirerServer implements AutoCloseable {

    private static final int CONNECTIONS_MAX = 1_024;

    private final String host;
    private final ActorSystem system;
    private final SimulatedAcquirer acquirer;
    private final Tcp.ServerBinding binding;

    private AcquirerServer(String host, ActorSystem system, SimulatedAcquirer acquirer, Tcp.ServerBinding binding) {
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
        AcquirerSettings.Provider provider = settings.provider();
        SimulatedAcquirer acquirer = SimulatedAcquirer.open(
                settings.ledger(), new SimulatedAcquirer.Behaviour(settings.faults(), provider.isIdempotent()), clock);
        ActorSystem system = ActorSystem.create("quittance-acquirer", settings.akkaConfig());
        try {
            Optional<WebhookSender> sender =
                    Optional.ofNullable(provider.client()).map(client -> new WebhookSender(client, Pause.REAL));
            sender.ifPresent(it -> system.registerOnTermination(it::close));
            ProviderDesk desk = new ProviderDesk(
                    acquirer,
                    provider.offersRefunds(),
                    clock,
                    (to, bodies) -> sender.ifPresent(it -> it.send(to, bodies)));
            Optional<JwtCheck> check =
                    Optional.ofNullable(provider.jwks()).map(keys -> new JwtCheck(keys, provider.audience(), clock));
            Tcp.ServerBinding binding = listen(settings, system, new AcquirerRoutes(acquirer, desk, check, system));
            AcquirerServer server = new AcquirerServer(settings.host(), system, acquirer, binding);
            acquirer.listensAt(server.baseUrl());
            return server;
        } catch (CompletionException e) {
            system.terminate();
            acquirer.close();
            throw new IOException("cannot listen on " + settings.host() + ":" + settings.port(), e.getCause());
        }
    }

    private static Tcp.ServerBinding listen(AcquirerSettings settings, ActorSystem system, AcquirerRoutes routes) {
        ServerSettings http = ServerSettings.create(system);
        return Tcp.get(system)
                .bind(settings.host(), settings.port())
                .mapAsyncUnordered(CONNECTIONS_MAX, connection -> serve(connection, system, http, routes))
                .to(Sink.ignore())
                .run(system)
                .toCompletableFuture()
                .join();
    }

    /** Speaks HTTP on a connection; completes when the connection is over. */
    private static CompletionStage<Done> serve(
            Tcp.IncomingConnection connection, ActorSystem system, ServerSettings settings, AcquirerRoutes routes) {
        SharedKillSwitch cut = KillSwitches.shared("connection");
        Flow<ByteString, ByteString, NotUsed> wire =
                Flow.of(ByteString.class).via(cut.flow()).via(connection.flow()).via(cut.flow());
        return PlainStage.of(Http.get(system)
                        .serverLayer(settings)
                        .join(TLSPlacebo.getInstance().join(wire).map(SslTlsInbound.class::cast))
                        .joinMat(exchange(routes, cut), Keep.right())
                        .run(system))
                .exceptionally(broken -> Done.done());
    }

    private static Flow<HttpRequest, HttpResponse, CompletionStage<Done>> exchange(
            AcquirerRoutes routes, SharedKillSwitch cut) {
        return Flow.of(HttpRequest.class)
                .mapAsync(1, request -> routes.answer(request).thenCompose(answer -> saidOrCut(answer, cut)))
                .watchTermination(Keep.right());
    }

    private static CompletionStage<HttpResponse> saidOrCut(Optional<HttpResponse> answer, SharedKillSwitch cut) {
        if (answer.isEmpty()) {
            cut.shutdown();
        }
        return answer.map(CompletableFuture::completedFuture).orElseGet(CompletableFuture::new);
    }

    /** The port that it listens on. */
    public int port() {
        return binding.localAddress().getPort();
    }

    /** Where it is reached, e.g. {@code http://127.0.0.1:8085}. */
    public URI baseUrl() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** Settles all captured money. */
    public int settle() {
        return acquirer.settle().toCompletableFuture().join();
    }

    /** From now on for so long it answers nobody. */
    public void away(Duration length) {
        acquirer.away(length);
    }

    /** The money of the authorisation with this reference. */
    public LedgerAccount account(String original) {
        return acquirer.account(original);
    }

    /** Counts of what it recorded. */
    public LedgerSummary summary() {
        return acquirer.summary();
    }

    /** Ends every connection, records what is under way, then gives port and ledger free. */
    @Override
    public void close() throws IOException {
        binding.unbind().toCompletableFuture().join();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        acquirer.close();
    }
}
