package io.quittance.terminal.simulator.wire;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.http.javadsl.settings.ServerSettings;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.TLSProtocol.SslTlsInbound;
import akka.stream.TLSProtocol.SslTlsOutbound;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Tcp;
import akka.stream.javadsl.Tcp.IncomingConnection;
import akka.stream.javadsl.Tcp.ServerBinding;
import akka.util.ByteString;
import io.quittance.engine.Limits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The port for HTTP and WebSocket. A POST with the wrong key is 401 and was not read; one without a key is read for a
 * pairing only (SQ-2). Safe for any thread.
 *
 * <p>A connection may have to be cut, so the HTTP layer is put on the TCP connection here, with a switch between the
 * two: Akka HTTP's own binding would answer 500 instead. A connection that only shows pages is not the device's: it
 * outlives a plug that is pulled.
 */
public final class HttpPort {

    /** The path of the protocol. */
    public static final String PATH = "/synqpay";

    /** Other paths. Safe for any thread. */
    public interface Pages {

        /** There are none. */
        Pages NONE = request ->
                CompletableFuture.completedFuture(HttpResponse.create().withStatus(StatusCodes.NOT_FOUND));

        /** What is there, at whatever path but the protocol's. Reads or discards the request's body. */
        CompletionStage<HttpResponse> show(HttpRequest request);
    }

    private static final String KEY = "api-key";
    private static final int TOO_LONG = 413;

    private final ActorSystem system;
    private final Desk desk;
    private final WebSocketDoor webSockets;
    private final ServerSettings settings;
    private final Connections connections = new Connections();

    public HttpPort(ActorSystem system, Desk desk) {
        this.system = system;
        this.desk = desk;
        this.webSockets = new WebSocketDoor(system, desk);
        this.settings = ServerSettings.create(system);
    }

    /**
     * Listens; completes when it does.
     *
     * @param tls one layer per connection, of TLS or of none
     * @param pages what other paths show
     */
    public CompletionStage<ServerBinding> bind(
            String host,
            int port,
            Supplier<BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed>> tls,
            Pages pages) {
        return Tcp.get(system)
                .bind(host, port)
                .to(Sink.foreach(connection -> serve(connection, tls.get(), pages)))
                .run(system);
    }

    private void serve(
            IncomingConnection connection,
            BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> tls,
            Pages pages) {
        SharedKillSwitch cut = KillSwitches.shared("http");
        CloseCode code = new CloseCode();
        Flow<ByteString, ByteString, NotUsed> wire = Flow.of(ByteString.class)
                .via(cut.flow())
                .via(connection.flow())
                .via(cut.<ByteString>flow())
                .watchTermination((unused, over) -> {
                    over.whenComplete((done, broken) -> connections.remove(cut));
                    return NotUsed.getInstance();
                });
        Http.get(system)
                .serverLayer(settings)
                .atop(code.layer())
                .atop(tls)
                .join(wire)
                .join(Flow.of(HttpRequest.class).mapAsync(1, request -> answer(request, cut, code, pages)))
                .run(system);
    }

    private CompletionStage<HttpResponse> answer(
            HttpRequest request, SharedKillSwitch cut, CloseCode code, Pages pages) {
        if (!request.getUri().path().equals(PATH)) {
            return pages.show(request);
        }
        connections.add(cut);
        if (!desk.isUp()) {
            cut.shutdown();
        }
        Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
        Optional<String> key = request.getHeader(KEY).map(HttpHeader::value);
        if (upgrade.isPresent()) {
            return CompletableFuture.completedFuture(webSockets.open(
                    upgrade.get(), key.isPresent(), key.filter(this::isRight).isPresent(), cut, code));
        } else if (request.method().equals(HttpMethods.OPTIONS)) {
            return unread(request, preflight());
        } else if (!request.method().equals(HttpMethods.POST)) {
            return unread(request, HttpResponse.create().withStatus(StatusCodes.METHOD_NOT_ALLOWED));
        } else if (key.isPresent() && !isRight(key.get())) {
            return unread(request, HttpResponse.create().withStatus(StatusCodes.UNAUTHORIZED));
        }
        return post(request, cut, key.isPresent());
    }

    private CompletionStage<HttpResponse> post(HttpRequest request, SharedKillSwitch cut, boolean isKnown) {
        HttpLine line = new HttpLine(cut);
        return request.entity()
                .toStrict(Limits.BODY_WAIT.toMillis(), system)
                .thenCompose(body -> {
                    desk.take(line, body.getData().toArray(), isKnown);
                    return line.answered();
                })
                .exceptionally(tooLong -> HttpResponse.create().withStatus(StatusCodes.get(TOO_LONG)));
    }

    private CompletionStage<HttpResponse> unread(HttpRequest request, HttpResponse answer) {
        return request.discardEntityBytes(system).completionStage().thenApply(done -> answer);
    }

    private static HttpResponse preflight() {
        return HttpResponse.create()
                .withStatus(StatusCodes.NO_CONTENT)
                .addHeaders(List.of(
                        RawHeader.create("Access-Control-Allow-Origin", "*"),
                        RawHeader.create("Access-Control-Allow-Methods", "POST"),
                        RawHeader.create("Access-Control-Allow-Headers", KEY + ", content-type")));
    }

    private boolean isRight(String key) {
        String right = desk.key();
        return !right.isEmpty()
                && MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends every connection without a word. */
    public void cutAll() {
        connections.cutAll();
    }
}
