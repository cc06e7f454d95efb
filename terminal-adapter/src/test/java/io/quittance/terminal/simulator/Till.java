package io.quittance.terminal.simulator;

import akka.actor.ActorSystem;
import akka.stream.javadsl.Tcp;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.link.FramedLink;
import io.quittance.terminal.link.HttpLink;
import io.quittance.terminal.link.TerminalLink;
import io.quittance.terminal.simulator.wire.FrameKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A cash register that talks to a simulated terminal over the product's own links. */
final class Till implements AutoCloseable {

    static final String KEY = "1234abcd";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final AtomicInteger IDS = new AtomicInteger();

    private final TerminalLink link;
    private final List<JsonRpcMessage> unasked;

    private Till(TerminalLink link, List<JsonRpcMessage> unasked) {
        this.link = link;
        this.unasked = unasked;
    }

    static Till http(TerminalSimulator terminal, String key) {
        return new Till(new HttpLink(terminal.http(), key, null), List.of());
    }

    static Till http(TerminalSimulator terminal) {
        return http(terminal, KEY);
    }

    static Till framed(TerminalSimulator terminal, ActorSystem system, String key) {
        URI address = terminal.tcp();
        List<JsonRpcMessage> unasked = new CopyOnWriteArrayList<>();
        return new Till(
                new FramedLink(
                        system,
                        Tcp.get(system).outgoingConnection(address.getHost(), address.getPort()),
                        FrameKey.of(key),
                        unasked::add),
                unasked);
    }

    static Till framed(TerminalSimulator terminal, ActorSystem system) {
        return framed(terminal, system, KEY);
    }

    /** Settings of a device that is quick and paired. */
    static SimulatorSettings quick(Path directory) {
        return SimulatorSettings.defaults(directory)
                .withApiKey(KEY)
                .withCardTime(Duration.ofMillis(2))
                .withBootTime(Duration.ofMillis(20))
                .withPatience(SimulatorSettings.Patience.USUAL.withHost(Duration.ofMillis(2)));
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a request with a fresh id. */
    CompletableFuture<JsonRpcMessage> send(String method, String params) {
        JsonRpcId id = new JsonRpcId.Text("t" + IDS.incrementAndGet());
        return link.call(new JsonRpcMessage.Request(id, method, json(params))).toCompletableFuture();
    }

    JsonRpcMessage ask(String method, String params) throws Exception {
        return send(method, params).get(10, TimeUnit.SECONDS);
    }

    /** The value of an answer that is no error. */
    JsonNode value(String method, String params) throws Exception {
        JsonRpcMessage answer = ask(method, params);
        if (answer instanceof JsonRpcMessage.Result result) {
            return result.value();
        }
        throw new AssertionError(answer);
    }

    /** The code of a refusal; 0 for none. */
    int code(String method, String params) throws Exception {
        return ask(method, params) instanceof JsonRpcMessage.Error error ? error.code() : 0;
    }

    static String order(String type, String reference, long amount) {
        return "{'paymentMethod':'CREDIT_CARD','transactionType':'" + type + "','referenceId':'" + reference
                + "','amount':" + amount + ",'currency':376}";
    }

    static String change(String type, String reference) {
        return "{'paymentMethod':'CREDIT_CARD','transactionType':'" + type + "','referenceId':'" + reference + "'}";
    }

    JsonNode sale(String reference, long amount) throws Exception {
        return value("startTransaction", order("SALE", reference, amount));
    }

    int saleCode(String reference, long amount) throws Exception {
        return code("startTransaction", order("SALE", reference, amount));
    }

    /** The status of a transaction, or the code of the refusal to tell. */
    String status(String reference) throws Exception {
        JsonRpcMessage answer = ask("getTransaction", "{'lookupMethod':'REF_ID','lookupValue':'" + reference + "'}");
        return answer instanceof JsonRpcMessage.Result result
                ? result.value().path("transaction").path("transactionStatus").asText()
                : String.valueOf(((JsonRpcMessage.Error) answer).code());
    }

    String deviceStatus() throws Exception {
        return value("getStatus", "{}").path("deviceStatus").asText();
    }

    List<JsonRpcMessage> unasked() {
        return unasked;
    }

    @Override
    public void close() {
        link.close();
    }
}
