package io.quittance.terminal.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A WebSocket to a peer of plain sockets, which does what each test says. */
final class WebSocketLinkTest {

    private static final int READ_MILLIS = 10_000;
    private static final int LOOK_MILLIS = 300;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private static ActorSystem system;

    private ServerSocket server;
    private WebSocketLink link;
    private Socket peer;

    @BeforeAll
    static void startSystem() {
        system = ActorSystem.create("terminals");
    }

    @AfterAll
    static void stopSystem() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        link = new WebSocketLink(system, address(), "a1b2c3d4", null, message -> {});
    }

    @AfterEach
    void disconnect() throws IOException {
        link.close();
        peer.close();
        server.close();
    }

    @Test
    void whoClosesWithoutAWordBecauseOfTheKeyHasReadNothing() throws Exception {
        CompletableFuture<JsonRpcMessage> sale = sell();
        peer = server.accept();
        welcome();
        send(CLOSE, new byte[] {0x03, (byte) 0xF0});
        assertThatThrownBy(() -> sale.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(NotSent.class);
    }

    /** Goal: the same code means many things. Method: the device speaks of the sale before it closes with it. */
    @Test
    void whoHasSpokenBeforeMayHaveReadTheSale() throws Exception {
        CompletableFuture<JsonRpcMessage> sale = sell();
        peer = server.accept();
        welcome();
        send(TEXT, "{\"jsonrpc\":\"2.0\",\"method\":\"transactionEvent\",\"params\":{}}".getBytes(UTF_8));
        send(CLOSE, new byte[] {0x03, (byte) 0xF0});
        assertThatThrownBy(() -> sale.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .satisfies(failure -> assertThat(failure.getCause())
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(NotSent.class));
    }

    /** Goal: what was given up does not leave. Method: the line is closed while it is being made. */
    @Test
    void aClosedLineSendsNothingWhenItsHandshakeIsAnsweredLater() throws Exception {
        CompletableFuture<JsonRpcMessage> sale = sell();
        peer = server.accept();
        link.close();
        assertThat(sale).isCompletedExceptionally();
        welcome();
        assertThat(opcodeOfTheFirstFrame()).isNotEqualTo(TEXT);
    }

    /** Goal: nothing is left open that nobody can end. Method: a line is asked of a system that has ended. */
    @Test
    void aSystemThatHasEndedConnectsToNothing() throws Exception {
        peer = server.accept();
        ActorSystem ended = ActorSystem.create("ended");
        ended.terminate();
        ended.getWhenTerminated().toCompletableFuture().join();
        assertThatThrownBy(() -> new WebSocketLink(ended, address(), "a1b2c3d4", null, message -> {}))
                .isInstanceOf(IllegalStateException.class);
        server.setSoTimeout(LOOK_MILLIS);
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }

    private URI address() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/synqpay");
    }

    private CompletableFuture<JsonRpcMessage> sell() {
        return link.call(new JsonRpcMessage.Request(new JsonRpcId.Text("pi_x-1"), "startTransaction", null))
                .toCompletableFuture();
    }

    /** -1 when the connection ends before one. */
    private int opcodeOfTheFirstFrame() throws IOException {
        peer.setSoTimeout(READ_MILLIS);
        int first = peer.getInputStream().read();
        return first < 0 ? first : first & 0x0F;
    }

    /** The handshake of RFC 6455. */
    private void welcome() throws Exception {
        InputStream in = peer.getInputStream();
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        Matcher key = Pattern.compile("(?i)sec-websocket-key: (\\S+)").matcher(head);
        assertThat(key.find()).isTrue();
        byte[] proof = MessageDigest.getInstance("SHA-1")
                .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
        peer.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + Base64.getEncoder().encodeToString(proof) + "\r\n\r\n")
                        .getBytes(US_ASCII));
    }

    private void send(int opcode, byte[] content) throws IOException {
        OutputStream out = peer.getOutputStream();
        out.write(new byte[] {(byte) (0x80 | opcode), (byte) content.length});
        out.write(content);
        out.flush();
    }
}
