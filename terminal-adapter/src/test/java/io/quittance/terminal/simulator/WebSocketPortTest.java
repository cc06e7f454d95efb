package io.quittance.terminal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated terminal over WebSocket, by the JDK's client. */
final class WebSocketPortTest {

    @TempDir
    private Path directory;

    private TerminalSimulator terminal;

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

    private static String request(String id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":"
                + Till.json(params) + "}";
    }

    @Test
    void sellsAndTellsHowFarItIs() throws Exception {
        Client client = new Client(terminal.ws(), Till.KEY);
        client.say(
                request("7", "startTransaction", Till.order("SALE", "r-1", 110).replace("}", ",'notifyEvents':true}")));

        assertThat(client.next().path("params"))
                .isEqualTo(Till.json("{'referenceId':'r-1','type':'WAITING_FOR_CARD'}"));
        assertThat(client.next().path("params").path("type").asText()).isEqualTo("CARD_DETECTED");
        assertThat(client.next().path("method").asText()).isEqualTo("transactionEvent");
        JsonNode answer = client.next();
        assertThat(answer.path("id").asText()).isEqualTo("7");
        assertThat(answer.path("result").path("result").asText()).isEqualTo("OK");
    }

    /** SQ-17 and T39. */
    @Test
    void refusesASecondClientUntilTheFirstIsGone() throws Exception {
        Client first = new Client(terminal.ws(), Till.KEY);
        assertThatThrownBy(() -> new Client(terminal.ws(), Till.KEY))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);

        first.say(request("1", "getStatus", "{}"));
        assertThat(first.next().path("result").path("deviceStatus").asText()).isEqualTo("IDLE");
        first.socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        await().ignoreException(CompletionException.class).until(() -> new Client(terminal.ws(), Till.KEY).isOpen());
    }

    @Test
    void closesOnAWrongKeyAndOnABinaryMessage() throws Exception {
        assertThat(new Client(terminal.ws(), "00000000").closed.get(10, TimeUnit.SECONDS))
                .isEqualTo(1008);

        Client client = new Client(terminal.ws(), Till.KEY);
        client.socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
        assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1003);
    }

    @Test
    void letsAStrangerPairAndNothingElse() throws Exception {
        Client stranger = new Client(terminal.ws(), null);
        stranger.say(request("1", "pair", "{'serialNumber':'SIM-0881818'}"));
        assertThat(stranger.next().path("result").path("result").asText()).isEqualTo("OK");
        stranger.say(request("2", "authenticate", "{'otp':'" + terminal.look().otp() + "'}"));
        assertThat(stranger.next().path("result").path("apiKey").asText()).isEqualTo(terminal.apiKey());

        stranger.say(request("3", "getStatus", "{}"));
        assertThat(stranger.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    @Test
    void answersAPing() throws Exception {
        Client client = new Client(terminal.ws(), Till.KEY);
        client.socket.sendPing(ByteBuffer.wrap(new byte[] {4, 2})).join();
        assertThat(client.ponged.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    /** SQ-16. */
    @Test
    void sendsAnAnswerAgainThatCouldNotBeDelivered() throws Exception {
        terminal.inject(Fault.DROP_AFTER);
        Client client = new Client(terminal.ws(), Till.KEY);
        client.say(request("lost", "startTransaction", Till.order("SALE", "r-1", 110)));
        client.ended.get(10, TimeUnit.SECONDS);
        assertThat(terminal.timesTaken("r-1")).isOne();

        Client back = new Client(terminal.ws(), Till.KEY);
        assertThat(back.next().path("id").asText()).isEqualTo("lost");
        back.say(request("after", "getStatus", "{}"));
        assertThat(back.next().path("id").asText()).isEqualTo("after");
    }

    @Test
    void goesSilentAltogether() throws Exception {
        terminal.inject(Fault.SILENT);
        Client client = new Client(terminal.ws(), Till.KEY);
        client.say(request("1", "startTransaction", Till.order("SALE", "r-1", 110)));
        await().until(() -> terminal.timesTaken("r-1") == 1);
        client.say(request("2", "getStatus", "{}"));
        assertThat(client.come.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(client.ended).isNotDone();
    }

    @Test
    void cutsTheConnectionWhenThePlugIsPulled() throws Exception {
        Client client = new Client(terminal.ws(), Till.KEY);
        terminal.pullThePlug();
        client.ended.get(10, TimeUnit.SECONDS);
        await().ignoreException(CompletionException.class).until(() -> new Client(terminal.ws(), Till.KEY).isOpen());
    }

    /** The JDK's client, and what it heard. */
    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> come = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final CompletableFuture<Integer> ponged = new CompletableFuture<>();
        private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Client(URI address, String key) {
            WebSocket.Builder builder =
                    HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
            socket = (key == null ? builder : builder.header("api-key", key))
                    .buildAsync(address, this)
                    .join();
        }

        boolean isOpen() {
            return !socket.isInputClosed();
        }

        void say(String text) {
            assertThat(text.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
            socket.sendText(text, true).join();
        }

        JsonNode next() throws InterruptedException {
            String text = come.poll(10, TimeUnit.SECONDS);
            assertThat(text).as("a message").isNotNull();
            return Till.json(text);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            part.append(data);
            if (isLast) {
                come.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
            ponged.complete(data.remaining());
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            ended.complete(true);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.completeExceptionally(failure);
            ended.complete(true);
        }
    }
}
