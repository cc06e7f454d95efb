package io.quittance.api.openapi;

import static org.awaitility.Awaitility.await;

import io.quittance.api.RunningServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;

/** Brings about each answer about terminals, and about payments at them. */
final class TerminalScene {
    private static final String TERMINALS = "/v1/terminals";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> ACTS = List.of("pair", "authenticate", "cancel", "settlement");
    private static final String GOOD = "{\"name\":\"Till\",\"url\":\"http://127.0.0.1:8000/synqpay\"}";
    private static final String AWAY =
            "{\"name\":\"Till\",\"url\":\"tcp://127.0.0.1:1\",\"serial_number\":\"1\",\"api_key\":\"0a1b2c3d\"}";

    private final RunningServer server;
    private final Stock stock;
    private int keys;

    TerminalScene(RunningServer server) {
        this.server = server;
        this.stock = new Stock(server);
    }

    /** What a request may be told without anything being wrong with the server. */
    void play() {
        playOnce(stock.terminal());
        server.get(TERMINALS + "?limit=0&after=x");
        server.get(TERMINALS + "/" + stock.terminal() + "?colour=red");
        server.send(server.bare(TERMINALS));
        server.send(server.bare(TERMINALS + "/" + stock.terminal()));
        playOnce("tm_" + "a".repeat(32));
        refusals("POST", TERMINALS, GOOD);
        for (String act : ACTS) {
            refusals("POST", path(stock.terminal(), act), body(act));
        }
        refusals("DELETE", TERMINALS + "/" + stock.terminal(), "{}");
        awayFromHome();
        payers();
    }

    /** Every operation once, with nothing wrong in them. */
    void playOnce(String terminal) {
        server.post(TERMINALS, GOOD);
        server.get(TERMINALS);
        server.get(TERMINALS + "/" + terminal);
        for (String act : ACTS) {
            server.post(path(terminal, act), body(act));
        }
        server.send(server.authorized(TERMINALS + "/" + terminal).DELETE());
    }

    private String body(String act) {
        return act.equals("authenticate") ? "{\"otp\":\"" + stock.code() + "\"}" : "{}";
    }

    private void refusals(String method, String path, String body) {
        send(server.bare(path).header("Content-Type", "application/json"), method, body);
        send(server.authorized(path).header("Content-Type", "text/plain"), method, body);
        send(server.json(path, ""), method, body + " ".repeat(70_000));
        send(server.json(path, ""), method, "{");
        send(server.json(path, "").header("Idempotency-Key", "one").header("x-idempotency-key", "two"), method, body);
    }

    private void awayFromHome() {
        String terminal = server.post(TERMINALS, AWAY).json().path("id").asText();
        for (String act : ACTS) {
            server.post(path(terminal, act), body(act));
        }
    }

    /** One stands at a terminal until he is sent away; the others pay. */
    private void payers() {
        String standing = stock.pairedTerminal(server.tills().byHand());
        pay(standing, 1250, ",\"wait_seconds\":0");
        await().atMost(PATIENCE).until(() -> server.tills().byHand().look().referenceId() != null);
        for (String act : List.of("pair", "settlement", "cancel")) {
            server.post(path(standing, act), "{}");
        }
        String terminal = stock.pairedTerminal();
        pay(terminal, 1250, "");
        pay("tm_" + "b".repeat(32), 1250, "");
        pay(terminal, 1250, ",\"capture_method\":\"manual\"");
        attempt(held(), terminal);
    }

    private void pay(String terminal, long cents, String more) {
        String body = "{\"amount\":" + cents + ",\"currency\":\"EUR\",\"payment_method\":" + method(terminal) + more;
        server.post("/v1/payments", key(), body + "}");
    }

    private String held() {
        String body = "{\"amount\":1250,\"currency\":\"EUR\",\"capture_method\":\"manual\"}";
        return server.post("/v1/payment_intents", body).json().path("id").asText();
    }

    private void attempt(String intent, String terminal) {
        String body = "{\"payment_method\":" + method(terminal) + "}";
        server.post("/v1/payment_intents/" + intent + "/attempts", key(), body);
    }

    private String key() {
        return "terminal-" + ++keys;
    }

    private void send(HttpRequest.Builder request, String method, String body) {
        server.send(request.method(method, BodyPublishers.ofString(body)));
    }

    private static String method(String terminal) {
        return "{\"type\":\"terminal\",\"terminal_id\":\"" + terminal + "\"}";
    }

    private static String path(String terminal, String act) {
        return TERMINALS + "/" + terminal + "/" + act;
    }
}
