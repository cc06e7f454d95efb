package io.quittance.terminal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.ActorSystem;
import akka.util.ByteString;
import io.quittance.terminal.frame.FrameCodec;
import io.quittance.terminal.frame.FrameReader;
import io.quittance.terminal.frame.TerminalFrame;
import io.quittance.terminal.frame.TerminalFrame.Refused;
import io.quittance.terminal.frame.TerminalFrame.Request;
import io.quittance.terminal.frame.TerminalFrame.Response;
import io.quittance.terminal.frame.TerminalFrame.Sign;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.link.NotSent;
import io.quittance.terminal.simulator.wire.FrameKey;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated terminal in frames: by the product's own link, and by a plain socket where a link would not do wrong. */
final class FramedPortTest {

    private static ActorSystem system;

    @TempDir
    private Path directory;

    private TerminalSimulator terminal;

    @BeforeAll
    static void startSystem() {
        system = ActorSystem.create("tills");
    }

    @AfterAll
    static void stopSystem() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    @BeforeEach
    void start() throws IOException {
        open(Till.quick(directory));
    }

    private void open(SimulatorSettings settings) throws IOException {
        terminal = TerminalSimulator.start(settings, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        terminal.close();
    }

    @Test
    void sellsAndTellsHowFarItIs() throws Exception {
        try (Till till = Till.framed(terminal, system)) {
            String order = Till.order("SALE", "r-1", 110).replace("}", ",'notifyEvents':true}");
            assertThat(till.value("startTransaction", order).path("result").asText())
                    .isEqualTo("OK");
            assertThat(events(till)).containsExactly("WAITING_FOR_CARD", "CARD_DETECTED", "AUTHORIZATION_STARTED");
        }
    }

    private static List<String> events(Till till) {
        return till.unasked().stream()
                .map(JsonRpcMessage.Notification.class::cast)
                .map(event -> event.params().path("type").asText())
                .toList();
    }

    /** SQ-11: on the same connection. */
    @Test
    void cancelsASaleThatWaitsForItsCardAndNoOther() throws Exception {
        terminal.close();
        open(Till.quick(directory).withAutomatic(false));
        try (Till till = Till.framed(terminal, system)) {
            CompletableFuture<JsonRpcMessage> sale = till.send("startTransaction", Till.order("SALE", "r-1", 110));
            assertThat(till.code("cancel", "{'referenceId':'r-2'}")).isEqualTo(201);
            assertThat(till.value("getStatus", "{}"))
                    .isEqualTo(Till.json("{'deviceStatus':'TRANSACTION','cancelable':true}"));
            till.value("cancel", "{'referenceId':'r-1'}");

            assertThat(((JsonRpcMessage.Result) sale.get(10, TimeUnit.SECONDS))
                            .value()
                            .path("result")
                            .asText())
                    .isEqualTo("CANCELED");
            assertThat(till.code("cancel", "{'referenceId':'r-1'}")).isEqualTo(201);
            assertThat(till.status("r-1")).isEqualTo("DECLINED");
        }
    }

    /** SQ-17 and SQ-16: the sale goes on at the device, and its answer reaches the client that came back, once. */
    @Test
    void displacesTheOldConnectionAndGivesItsAnswerToTheNewOne() throws Exception {
        terminal.close();
        open(Till.quick(directory).withAutomatic(false));
        Till old = Till.framed(terminal, system);
        CompletableFuture<JsonRpcMessage> sale = old.send("startTransaction", Till.order("SALE", "r-1", 110));
        await().until(() -> terminal.look().deviceStatus().equals("TRANSACTION"));

        try (Till young = Till.framed(terminal, system)) {
            assertThat(young.deviceStatus()).isEqualTo("TRANSACTION");
            assertThatThrownBy(() -> sale.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .satisfies(failed -> assertThat(failed.getCause()).isNotInstanceOf(NotSent.class));
            terminal.press(Button.TAP);
            await().until(() -> !young.unasked().isEmpty());
            assertThat(young.unasked()).singleElement().isInstanceOf(JsonRpcMessage.Result.class);
        }
        try (Till third = Till.framed(terminal, system)) {
            assertThat(third.status("r-1")).isEqualTo("CAPTURED");
            assertThat(third.unasked()).isEmpty();
        }
    }

    /** SQ-16: with its original id, once, and to nobody without the key. */
    @Test
    void sendsAnAnswerAgainThatCouldNotBeDelivered() throws Exception {
        terminal.inject(Fault.DROP_AFTER);
        try (Till till = Till.framed(terminal, system)) {
            assertThatThrownBy(() -> till.sale("r-1", 110)).isInstanceOf(ExecutionException.class);
        }
        assertThat(terminal.timesTaken("r-1")).isOne();
        try (Till stranger = Till.framed(terminal, system, "")) {
            assertThat(stranger.code("pair", "{'serialNumber':'wrong'}")).isEqualTo(103);
            assertThat(stranger.unasked()).isEmpty();
        }
        try (Till back = Till.framed(terminal, system)) {
            assertThat(back.deviceStatus()).isEqualTo("IDLE");
            assertThat(back.unasked()).singleElement().satisfies(answer -> assertThat(((JsonRpcMessage.Result) answer)
                            .value()
                            .path("transaction")
                            .path("referenceId")
                            .asText())
                    .isEqualTo("r-1"));
        }
        try (Till again = Till.framed(terminal, system)) {
            assertThat(again.deviceStatus()).isEqualTo("IDLE");
            assertThat(again.unasked()).isEmpty();
        }
    }

    @Test
    void cutsTheConnectionBeforeAnythingIsDone() throws Exception {
        terminal.inject(Fault.DROP_BEFORE);
        try (Till till = Till.framed(terminal, system)) {
            assertThatThrownBy(() -> till.sale("r-1", 110)).isInstanceOf(ExecutionException.class);
        }
        assertThat(terminal.ledger()).isEmpty();
    }

    @Test
    void answersTwice() throws Exception {
        try (Till till = Till.framed(terminal, system)) {
            till.sale("r-1", 117);
            await().until(() -> !till.unasked().isEmpty());
        }
        assertThat(terminal.timesTaken("r-1")).isOne();
    }

    /** The answer of this amount never leaves; the connection lives on. */
    @Test
    void keepsAnAnswerBackAndTellsTheOutcomeWhenAsked() throws Exception {
        try (Till till = Till.framed(terminal, system)) {
            CompletableFuture<JsonRpcMessage> sale = till.send("startTransaction", Till.order("SALE", "r-1", 168));
            await().until(() -> till.status("r-1").equals("CAPTURED"));
            assertThat(sale).isNotDone();
        }
    }

    @Test
    void goesSilentAltogether() throws Exception {
        terminal.inject(Fault.SILENT);
        try (Peer peer = new Peer(terminal)) {
            peer.ask(Till.KEY, "startTransaction", Till.order("SALE", "r-1", 110));
            await().until(() -> terminal.timesTaken("r-1") == 1);
            peer.drain();
            peer.send(Sign.KEEP_ALIVE);
            peer.ask(Till.KEY, "getStatus", "{}");
            assertThatThrownBy(peer::next).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void refusesAStrangersFrame() throws Exception {
        try (Peer peer = new Peer(terminal)) {
            peer.ask("00000001", "getStatus", "{}");
            assertThat(peer.next()).isEqualTo(Refused.NOT_AUTHENTICATED);
            peer.ask("", "getStatus", "{}");
            assertThat(peer.next()).isEqualTo(Sign.ACK);
            assertThat(peer.next()).isEqualTo(Refused.NOT_AUTHENTICATED);
            peer.ask("", "pair", "{'serialNumber':'SIM-0881818'}");
            assertThat(peer.next()).isEqualTo(Sign.ACK);
            assertThat(peer.next()).isInstanceOf(Response.class);
        }
    }

    @Test
    void saysWhatIsWrongWithAFrameAndReadsOn() throws Exception {
        try (Peer peer = new Peer(terminal)) {
            peer.send(new Response(ByteString.fromString("{}")));
            assertThat(peer.next()).isEqualTo(Refused.INVALID_TYPE);
            peer.bytes(new byte[] {2, 9, 3});
            assertThat(peer.next()).isEqualTo(Refused.INVALID_TYPE);
            peer.bytes(new byte[] {7});
            assertThat(peer.next()).isEqualTo(Refused.INVALID_MESSAGE);
            byte[] frame = FrameCodec.write(Sign.KEEP_ALIVE)
                    .concat(FrameCodec.write(new Request(FrameKey.of(Till.KEY), ByteString.fromString("{}"))))
                    .toArray();
            frame[frame.length - 2] ^= 1;
            peer.bytes(frame);
            assertThat(peer.next()).isEqualTo(Sign.ACK);
            assertThat(peer.next()).isEqualTo(Refused.WRONG_CHECKSUM);
            peer.send(Sign.KEEP_ALIVE);
            assertThat(peer.next()).isEqualTo(Sign.ACK);
        }
    }

    /** A client without manners. */
    private static final class Peer implements AutoCloseable {
        private static final int READ_MILLIS = 700;

        private final Socket socket;
        private final FrameReader reader = new FrameReader();
        private final Queue<TerminalFrame> come = new ArrayDeque<>();

        Peer(TerminalSimulator terminal) throws IOException {
            socket = new Socket(terminal.tcp().getHost(), terminal.tcp().getPort());
            socket.setSoTimeout(READ_MILLIS);
        }

        void ask(String key, String method, String params) throws IOException {
            String request = "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"" + method + "\",\"params\":"
                    + Till.json(params) + "}";
            send(new Request(FrameKey.of(key), ByteString.fromString(request)));
        }

        void send(TerminalFrame frame) throws IOException {
            bytes(FrameCodec.write(frame).toArray());
        }

        void bytes(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        TerminalFrame next() throws Exception {
            byte[] buffer = new byte[4_096];
            while (come.isEmpty()) {
                int count = socket.getInputStream().read(buffer);
                assertThat(count).as("bytes of a frame").isPositive();
                come.addAll(reader.take(ByteString.fromArray(buffer, 0, count)));
            }
            return come.remove();
        }

        /** What left before the silence: the acknowledgement of the request at most. */
        void drain() throws Exception {
            if (socket.getInputStream().available() > 0) {
                assertThat(next()).isEqualTo(Sign.ACK);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
