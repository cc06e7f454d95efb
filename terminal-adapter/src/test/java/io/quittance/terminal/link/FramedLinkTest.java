package io.quittance.terminal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.ActorSystem;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quittance.engine.Limits;
import io.quittance.terminal.frame.FrameCodec;
import io.quittance.terminal.frame.FrameReader;
import io.quittance.terminal.frame.TerminalFrame;
import io.quittance.terminal.frame.TerminalFrame.Event;
import io.quittance.terminal.frame.TerminalFrame.Refused;
import io.quittance.terminal.frame.TerminalFrame.Request;
import io.quittance.terminal.frame.TerminalFrame.Response;
import io.quittance.terminal.frame.TerminalFrame.Sign;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A framed line to a peer of plain sockets, which does what each test says. */
final class FramedLinkTest {

    private static final ByteString KEY = ByteString.fromArray(new byte[] {1, 2, 3, 4});
    private static final JsonRpcCodec CODEC = JsonRpcCodec.ofTerminals();
    private static final int READ_MILLIS = 10_000;

    private static ActorSystem system;

    private final List<JsonRpcMessage> unasked = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private FramedLink link;
    private Peer peer;

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
        link = linkTo(server.getLocalPort());
        peer = new Peer(server.accept());
    }

    @AfterEach
    void disconnect() throws IOException {
        link.close();
        peer.socket.close();
        server.close();
    }

    @Test
    void sendsARequestUnderItsKeyAndTakesItsAnswer() throws Exception {
        CompletableFuture<JsonRpcMessage> call = call("7");

        Request asked = (Request) peer.next();
        assertThat(asked.key()).isEqualTo(KEY);
        assertThat(CODEC.read(asked.message().toArray())).isEqualTo(request("7"));
        peer.send(new Response(bytes(result("7", "שלום"))));

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(result("7", "שלום"));
        assertThat(peer.next()).isEqualTo(Sign.ACK);
    }

    /** Goal: a cancellation travels beside the sale that it ends. Method: the second call is answered first. */
    @Test
    void givesEachCallItsOwnAnswer() throws Exception {
        CompletableFuture<JsonRpcMessage> sale = call("sale");
        CompletableFuture<JsonRpcMessage> cancel = call("cancel");
        peer.next();
        peer.next();

        peer.send(new Response(bytes(result("cancel", "OK"))));
        assertThat(cancel.get(10, TimeUnit.SECONDS)).isEqualTo(result("cancel", "OK"));
        assertThat(sale).isNotDone();

        peer.send(new Response(bytes(result("sale", "CANCELED"))));
        assertThat(sale.get(10, TimeUnit.SECONDS)).isEqualTo(result("sale", "CANCELED"));
    }

    @Test
    void tellsWhatNobodyWaitsFor() {
        JsonRpcMessage event = new JsonRpcMessage.Notification("transactionEvent", null);
        peer.send(new Event(bytes(event)));
        peer.send(new Response(bytes(result("of-an-earlier-line", "OK"))));

        await().until(() -> unasked.equals(List.of(event, result("of-an-earlier-line", "OK"))));
    }

    @Test
    void answersWhoAsksWhetherItIsThere() throws Exception {
        peer.send(Sign.KEEP_ALIVE);

        assertThat(peer.next()).isEqualTo(Sign.ACK);
    }

    @Test
    void provesThatNothingLeftWhereNobodyListens() {
        int port = server.getLocalPort();
        close(server);

        assertThatThrownBy(() -> ask(linkTo(port), "1").get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(NotSent.class);
    }

    @Test
    void leavesOpenWhatBecameOfARequestOnALineThatBroke() throws Exception {
        CompletableFuture<JsonRpcMessage> call = call("1");
        peer.next();
        peer.socket.close();

        assertIsUnknown(call);
    }

    @Test
    void leavesOpenWhatARefusedFrameWas() throws Exception {
        CompletableFuture<JsonRpcMessage> call = call("1");
        peer.next();
        peer.send(Refused.WRONG_CHECKSUM);

        assertIsUnknown(call);
    }

    @Test
    void leavesOpenWhatNoiseAnswered() throws Exception {
        CompletableFuture<JsonRpcMessage> call = call("1");
        peer.next();
        peer.socket.getOutputStream().write(new byte[] {'n', 'o', 'i', 's', 'e'});

        assertIsUnknown(call);
    }

    @Test
    void waitsOnWhenAMessageCannotBeRead() throws Exception {
        CompletableFuture<JsonRpcMessage> call = call("1");
        peer.next();
        peer.send(new Response(ByteString.fromString("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"OK\"}")));
        peer.send(new Response(bytes(result("1", "OK"))));

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(result("1", "OK"));
    }

    /** Goal: a peer that is gone without a word is noticed. Method: it reads on and says nothing, also when asked. */
    @Test
    void leavesOpenWhatASilentLineWasAsked() throws Exception {
        FramedLink impatient = new FramedLink(
                system,
                Tcp.get(system)
                        .outgoingConnection(InetAddress.getLoopbackAddress().getHostAddress(), server.getLocalPort()),
                KEY,
                unasked::add,
                new FramedLink.Patience(Duration.ofMillis(100), Duration.ofMillis(800)));
        Peer silent = new Peer(server.accept());
        CompletableFuture<JsonRpcMessage> call = ask(impatient, "1");

        assertThat(silent.next()).isInstanceOf(Request.class);
        assertThat(silent.next()).isEqualTo(Sign.KEEP_ALIVE);
        assertIsUnknown(call);
        silent.socket.close();
    }

    @Test
    void bindsWhatWaitsOnOneLine() throws Exception {
        CompletableFuture<JsonRpcMessage> first = call("0");
        assertThatThrownBy(() -> call("0").get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(NotSent.class);
        for (int i = 1; i < Limits.TERMINAL_CALLS_WAITING_MAX; i++) {
            call(String.valueOf(i));
            peer.next();
        }

        assertThatThrownBy(() -> call("one too many").get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(NotSent.class);
        assertThat(first).isNotDone();
    }

    @Test
    void endsOnceHoweverOftenItIsClosed() throws Exception {
        CompletableFuture<JsonRpcMessage> call = call("1");
        peer.next();
        link.close();
        link.close();

        assertIsUnknown(call);
        assertThat(peer.socket.getInputStream().read()).isNegative();
    }

    @Test
    void takesNothingOnALineThatIsOver() throws Exception {
        peer.socket.close();
        await().untilAsserted(() ->
                assertThatThrownBy(() -> call("late").get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(NotSent.class));
    }

    private static void assertIsUnknown(CompletableFuture<JsonRpcMessage> call) {
        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .satisfies(failed -> assertThat(failed.getCause())
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(NotSent.class));
    }

    private FramedLink linkTo(int port) {
        return new FramedLink(
                system,
                Tcp.get(system)
                        .outgoingConnection(InetAddress.getLoopbackAddress().getHostAddress(), port),
                KEY,
                unasked::add);
    }

    private CompletableFuture<JsonRpcMessage> call(String id) {
        return ask(link, id);
    }

    private static CompletableFuture<JsonRpcMessage> ask(FramedLink line, String id) {
        CompletionStage<JsonRpcMessage> answer = line.call(request(id));
        return answer.toCompletableFuture();
    }

    private static JsonRpcMessage.Request request(String id) {
        return new JsonRpcMessage.Request(new JsonRpcId.Text(id), "getStatus", null);
    }

    private static JsonRpcMessage result(String id, String value) {
        return new JsonRpcMessage.Result(new JsonRpcId.Text(id), TextNode.valueOf(value));
    }

    private static ByteString bytes(JsonRpcMessage message) {
        return ByteString.fromArray(CODEC.write(message));
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The other end. */
    private static final class Peer {
        private final Socket socket;
        private final FrameReader reader = new FrameReader();
        private final Queue<TerminalFrame> come = new ArrayDeque<>();

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(READ_MILLIS);
        }

        TerminalFrame next() throws Exception {
            byte[] buffer = new byte[1_024];
            while (come.isEmpty()) {
                int count = socket.getInputStream().read(buffer);
                assertThat(count).as("bytes of a frame").isPositive();
                come.addAll(reader.take(ByteString.fromArray(buffer, 0, count)));
            }
            return come.remove();
        }

        void send(TerminalFrame frame) {
            try {
                socket.getOutputStream().write(FrameCodec.write(frame).toArray());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
