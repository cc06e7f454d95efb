package io.quittance.terminal.link;

import akka.actor.ActorSystem;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Tcp;
import akka.stream.javadsl.Tcp.OutgoingConnection;
import akka.util.ByteString;
import io.quittance.engine.Limits;
import io.quittance.engine.terminal.Terminal;
import io.quittance.terminal.frame.TerminalFrame;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Makes lines to terminals, of the kind that a terminal's address says. Safe for any thread. */
public final class Links {

    private final ActorSystem system;
    private final Trust trust;
    private final HttpClient plain = HttpLink.client(null);
    private final Map<String, HttpClient> secret = new ConcurrentHashMap<>();

    /** @param trust whose certificates are believed where none is pinned */
    public Links(ActorSystem system, Trust trust) {
        this.system = system;
        this.trust = trust;
    }

    /**
     * A new line; whether it can be made shows with the first call.
     *
     * @param unasked hears what no call waits for; nothing over HTTP, which has no notifications
     */
    public TerminalLink open(Terminal terminal, Consumer<JsonRpcMessage> unasked) {
        URI url = terminal.url();
        String key = terminal.apiKey();
        return switch (url.getScheme()) {
            case "http" -> new HttpLink(plain, url, key);
            case "https" -> new HttpLink(secret(terminal), url, key);
            case "ws" -> new WebSocketLink(system, url, key, null, unasked);
            case "wss" -> new WebSocketLink(system, url, key, context(terminal), unasked);
            case "tcp" -> new FramedLink(system, plain(url), frameKey(key), unasked);
            case "tls" -> new FramedLink(system, secret(url, context(terminal)), frameKey(key), unasked);
            default -> throw new IllegalArgumentException("no terminal speaks " + url.getScheme());
        };
    }

    private HttpClient secret(Terminal terminal) {
        return secret.computeIfAbsent(
                Objects.requireNonNullElse(terminal.fingerprint(), ""), pin -> HttpLink.client(context(terminal)));
    }

    private SSLContext context(Terminal terminal) {
        return trust.context(terminal.fingerprint());
    }

    private Flow<ByteString, ByteString, CompletionStage<OutgoingConnection>> plain(URI url) {
        return Tcp.get(system)
                .outgoingConnection(
                        address(url),
                        Optional.empty(),
                        List.of(),
                        false,
                        Optional.of(Limits.TERMINAL_CONNECT),
                        Optional.empty());
    }

    private Flow<ByteString, ByteString, CompletionStage<OutgoingConnection>> secret(URI url, SSLContext context) {
        return Tcp.get(system).outgoingConnectionWithTls(address(url), () -> client(context, url));
    }

    private static SSLEngine client(SSLContext context, URI url) {
        SSLEngine engine = context.createSSLEngine(url.getHost(), url.getPort());
        engine.setUseClientMode(true);
        // Of a certificate that a public authority signed; who pins one goes by that.
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static InetSocketAddress address(URI url) {
        return InetSocketAddress.createUnresolved(url.getHost(), url.getPort());
    }

    /** The four bytes of a key of eight hexadecimal digits, as a frame carries it. */
    static ByteString frameKey(@Nullable String apiKey) {
        return apiKey == null
                ? TerminalFrame.Request.NO_KEY
                : ByteString.fromArray(HexFormat.of().parseHex(apiKey));
    }
}
