package io.quittance.api.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.terminals.Tills;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;

/** Somebody else who speaks to a device, without our desk. */
final class Rpc {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final TerminalSimulator device;

    private Rpc(TerminalSimulator device) {
        this.device = device;
    }

    static Rpc at(TerminalSimulator device) {
        return new Rpc(device);
    }

    /** Settles the batch. */
    void settle() {
        ObjectNode params = JSON.createObjectNode().put("host", "SHVA");
        assertThat(call("settlement", params).join().at("/result/result").asText())
                .isEqualTo("OK");
    }

    /** Sells under this reference. The answer comes when the payer is done. */
    CompletableFuture<JsonNode> sell(String reference, long cents) {
        return call(
                "startTransaction",
                JSON.createObjectNode()
                        .put("paymentMethod", "CREDIT_CARD")
                        .put("transactionType", "SALE")
                        .put("referenceId", reference)
                        .put("amount", cents)
                        .put("currency", 978));
    }

    /** Is the one client over WebSocket, and says nothing. */
    WebSocket holdTheLine() {
        return CLIENT.newWebSocketBuilder()
                .header("api-key", Tills.KEY)
                .buildAsync(device.ws(), new WebSocket.Listener() {})
                .join();
    }

    private CompletableFuture<JsonNode> call(String method, ObjectNode params) {
        ObjectNode body = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", "1");
        body.put("method", method).set("params", params);
        HttpRequest request = HttpRequest.newBuilder(device.http())
                .header("api-key", Tills.KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString()).thenApply(answer -> read(answer.body()));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
