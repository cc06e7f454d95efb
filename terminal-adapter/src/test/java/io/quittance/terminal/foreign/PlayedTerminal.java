package io.quittance.terminal.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.jsonrpc.MalformedFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The least that answers as a terminal does over HTTP: our codec behind the server of the JDK. */
final class PlayedTerminal implements AutoCloseable {

    private static final String KEY = "a1b2c3d4";

    private final JsonRpcCodec codec = JsonRpcCodec.ofTerminals();
    private final Map<String, ObjectNode> known = new ConcurrentHashMap<>();
    private final HttpServer server;

    PlayedTerminal() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/synqpay", this::answer);
        server.start();
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/synqpay");
    }

    String apiKey() {
        return KEY;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (KEY.equals(exchange.getRequestHeaders().getFirst("api-key"))) {
            byte[] frame = codec.write(answer(body));
            exchange.sendResponseHeaders(200, frame.length);
            exchange.getResponseBody().write(frame);
        } else {
            exchange.sendResponseHeaders(401, -1);
        }
        exchange.close();
    }

    private JsonRpcMessage answer(byte[] body) {
        try {
            JsonRpcMessage.Request request = (JsonRpcMessage.Request) codec.read(body);
            return switch (request.method()) {
                case "getStatus" -> new JsonRpcMessage.Result(request.id(), object().put("deviceStatus", "IDLE"));
                case "startTransaction" -> start(request);
                case "getTransaction" -> found(request, known.get(text(request, "lookupValue")));
                default -> error(request, JsonRpcMessage.Error.METHOD_NOT_FOUND, "Method not found");
            };
        } catch (MalformedFrame e) {
            return e.answer();
        }
    }

    private JsonRpcMessage start(JsonRpcMessage.Request request) {
        if (text(request, "paymentMethod").isEmpty()) {
            return error(request, 102, "MissingParam");
        }
        String reference = text(request, "referenceId");
        ObjectNode transaction = object().put("transactionStatus", "CAPTURED").put("referenceId", reference);
        return known.putIfAbsent(reference, transaction) == null
                ? found(request, transaction)
                : error(request, 303, "TransactionAlreadyExist");
    }

    private static JsonRpcMessage found(JsonRpcMessage.Request request, @Nullable ObjectNode transaction) {
        return transaction == null
                ? error(request, 302, "TransactionNotFound")
                : new JsonRpcMessage.Result(request.id(), object().set("transaction", transaction));
    }

    private static JsonRpcMessage error(JsonRpcMessage.Request request, int code, String message) {
        return new JsonRpcMessage.Error(request.id(), code, message, null);
    }

    private static String text(JsonRpcMessage.Request request, String name) {
        JsonNode params = request.params();
        return params == null ? "" : params.path(name).asText();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
