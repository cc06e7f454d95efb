package io.quittance.terminal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.stream.javadsl.Tcp;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.link.FramedLink;
import io.quittance.terminal.link.HttpLink;
import io.quittance.terminal.link.TerminalLink;
import io.quittance.terminal.simulator.wire.FrameKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated terminal under TLS, by a client that knows its fingerprint. */
final class EncryptedPortsTest {

    @TempDir
    private static Path directory;

    private static TerminalSimulator terminal;

    @BeforeAll
    static void start() throws IOException {
        terminal = TerminalSimulator.start(Till.quick(directory), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    @Test
    void answersOverHttps() throws Exception {
        try (TerminalLink link =
                new HttpLink(terminal.https(), Till.KEY, trusting(terminal.certificateFingerprint()))) {
            assertThat(status(link)).isEqualTo("IDLE");
        }
        try (TerminalLink link = new HttpLink(terminal.https(), Till.KEY, trusting("00"))) {
            assertThatThrownBy(() -> status(link)).hasRootCauseInstanceOf(CertificateException.class);
        }
    }

    @Test
    void answersInFrames() throws Exception {
        ActorSystem system = ActorSystem.create("tills");
        SSLContext context = trusting(terminal.certificateFingerprint());
        URI address = terminal.tls();
        try (TerminalLink link = new FramedLink(
                system,
                Tcp.get(system)
                        .outgoingConnectionWithTls(
                                InetSocketAddress.createUnresolved(address.getHost(), address.getPort()),
                                () -> client(context)),
                FrameKey.of(Till.KEY),
                unasked -> {})) {
            assertThat(status(link)).isEqualTo("IDLE");
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }

    @Test
    void answersOverWebSocket() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = HttpClient.newBuilder()
                .sslContext(trusting(terminal.certificateFingerprint()))
                .build()
                .newWebSocketBuilder()
                .header("api-key", Till.KEY)
                .buildAsync(terminal.wss(), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
                        heard.complete(data.toString());
                        return null;
                    }
                })
                .join();
        socket.sendText("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"getStatus\"}", true)
                .join();
        assertThat(heard.get(10, TimeUnit.SECONDS)).contains("IDLE");
        socket.abort();
    }

    private static String status(TerminalLink link) throws Exception {
        JsonRpcMessage answer = link.call(new JsonRpcMessage.Request(new JsonRpcId.Text("1"), "getStatus", null))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return ((JsonRpcMessage.Result) answer).value().path("deviceStatus").asText();
    }

    private static SSLEngine client(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        return engine;
    }

    private static SSLContext trusting(String fingerprint) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Pinned(fingerprint)}, null);
        return context;
    }

    /** Believes one certificate. */
    private record Pinned(String fingerprint) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("no clients here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            try {
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                if (!HexFormat.of().formatHex(sum).equals(fingerprint)) {
                    throw new CertificateException("another terminal");
                }
            } catch (NoSuchAlgorithmException e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
