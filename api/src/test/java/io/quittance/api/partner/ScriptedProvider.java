package io.quittance.api.partner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that says what it is told to say, of debits and when it is asked, and sends no webhooks of its own. */
public final class ScriptedProvider implements AutoCloseable {
    public static final String APPROVED = "000.100.110";
    public static final String DECLINED = "800.100.153";
    public static final String PENDING = "000.200.000";

    /** Instead of a code: it is broken. */
    public static final String BROKEN = "";

    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final Map<String, ObjectNode> orders = new ConcurrentHashMap<>();
    private final AtomicInteger inquiries = new AtomicInteger();
    private final AtomicInteger cancels = new AtomicInteger();
    private volatile String debitCode = APPROVED;
    private volatile String statusCode = APPROVED;

    public ScriptedProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on a debit ends like this. */
    public void debitsEnd(String code) {
        debitCode = code;
    }

    /** From now on this is said of every order, also of one that ended otherwise before. */
    public void says(String code) {
        statusCode = code;
    }

    public int inquiries() {
        return inquiries.get();
    }

    public int cancels() {
        return cancels.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.startsWith("/status/")) {
                say(exchange, orders.get(path.substring("/status/".length())), statusCode);
                inquiries.incrementAndGet();
            } else {
                ObjectNode order = PartnerJson.read(body).orElseThrow();
                orders.put(order.path("uniqueId").asText(), order);
                say(exchange, order, path.equals("/debit") ? debitCode : APPROVED);
                cancels.addAndGet(path.startsWith("/cancel/") ? 1 : 0);
            }
        }
    }

    private static void say(HttpExchange exchange, ObjectNode order, String code) throws IOException {
        if (order == null || code.equals(BROKEN)) {
            exchange.sendResponseHeaders(UNAVAILABLE, -1);
            return;
        }
        ObjectNode answer =
                PartnerJson.object().put("uniqueId", order.path("uniqueId").asText());
        if (order.has("amount")) {
            answer.set("amount", order.get("amount"));
            answer.set("currency", order.get("currency"));
        }
        answer.put("connectorTxID1", "acq-1").putObject("result").put("code", code);
        byte[] bytes = PartnerJson.bytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
