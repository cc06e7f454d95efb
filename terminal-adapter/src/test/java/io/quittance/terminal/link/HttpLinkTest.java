package io.quittance.terminal.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quittance.engine.Limits;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.jsonrpc.MalformedFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A terminal over HTTP, played by the JDK's own server. */
final class HttpLinkTest {

    private static final JsonRpcMessage.Request ASKED =
            new JsonRpcMessage.Request(new JsonRpcId.Text("7"), "getStatus", null);
    private static final JsonRpcMessage ANSWER =
            new JsonRpcMessage.Result(new JsonRpcId.Text("7"), TextNode.valueOf("שלום"));

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<JsonRpcMessage> received = new CopyOnWriteArrayList<>();
    private int status = 200;
    private byte[] body = JsonRpcCodec.ofTerminals().write(ANSWER);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/synqpay", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("api-key")));
        try {
            received.add(
                    JsonRpcCodec.ofTerminals().read(exchange.getRequestBody().readAllBytes()));
        } catch (MalformedFrame e) {
            throw new IOException(e);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void asksWithItsKeyAndTakesTheAnswer() throws Exception {
        assertThat(call("/synqpay", "a1b2c3d4")).isEqualTo(ANSWER);
        assertThat(keys).containsExactly("a1b2c3d4");
        assertThat(received).containsExactly(ASKED);
    }

    @Test
    void asksWithoutAKeyBeforeThePairing() throws Exception {
        call("/synqpay", null);
        assertThat(keys).containsExactly("null");
    }

    @Test
    void takesARefusalThatCouldNotReadTheRequest() throws Exception {
        body = "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"}}"
                .getBytes(UTF_8);
        assertThat(call("/synqpay", null)).isInstanceOf(JsonRpcMessage.Error.class);
    }

    /** T30: the key is wrong, and nothing was read. */
    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void provesThatNothingWasRead(int answered) {
        status = answered;
        body = new byte[0];
        assertThatThrownBy(() -> call("/synqpay", "wrong")).hasCauseInstanceOf(NotSent.class);
    }

    @Test
    void provesThatNothingLeftWhereNobodyListens() {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThatThrownBy(() -> call(port, "/synqpay", null)).hasCauseInstanceOf(NotSent.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "500 | ``",
                "200 | ``",
                "200 | OK",
                "200 | {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"OK\"}",
                "200 | {\"jsonrpc\":\"2.0\",\"id\":\"8\",\"result\":\"OK\"}",
                "200 | {\"jsonrpc\":\"2.0\",\"id\":\"7\",\"resu",
                "302 | ``"
            })
    void leavesEverythingElseOpen(int answered, String text) {
        status = answered;
        body = text.getBytes(UTF_8);
        assertThatThrownBy(() -> call("/synqpay", "key"))
                .isInstanceOf(ExecutionException.class)
                .satisfies(failed -> assertThat(failed.getCause()).isNotInstanceOf(NotSent.class));
    }

    /** Goal: no terminal, or what is in its place, fills our memory. */
    @Test
    void leavesOpenWhatIsLongerThanAMessage() {
        body = new byte[Limits.TERMINAL_MESSAGE_BYTES_MAX + 1];
        assertThatThrownBy(() -> call("/synqpay", "key")).satisfies(failed -> assertThat(failed.getCause())
                .isNotInstanceOf(NotSent.class)
                .hasStackTraceContaining("longer than"));
    }

    private JsonRpcMessage call(String path, String key) throws Exception {
        return call(server.getAddress().getPort(), path, key);
    }

    private static JsonRpcMessage call(int port, String path, String key) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        try (HttpLink link = new HttpLink(address, key, null)) {
            return link.call(ASKED).toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
