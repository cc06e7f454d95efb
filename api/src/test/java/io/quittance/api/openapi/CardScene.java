package io.quittance.api.openapi;

import io.quittance.api.RunningServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Brings about each answer about cards that are kept, and about payments with them. */
final class CardScene {
    private static final String METHODS = "/v1/payment_methods";
    private static final String SAVED = "/v1/customers/anna/cross_references";
    private static final String ONE = "/v1/cross_references/";
    private static final String CARD = """
            "type":"card","card":{"number":"5200000000000056","exp_month":12,"exp_year":%d,"cvc":"341"}""";

    private final RunningServer server;
    private final Stock stock;
    private int keys;

    CardScene(RunningServer server) {
        this.server = server;
        this.stock = new Stock(server);
    }

    /** What a request may be told without anything being wrong with the server. */
    void play() {
        playOnce(stock.savedCard());
        playOnce("xr_" + "a".repeat(32));
        server.post(METHODS, "{" + CARD.formatted(2020) + "}");
        server.get(SAVED + "?limit=0&after=x");
        server.send(server.bare(SAVED));
        refusals("POST", METHODS, "{" + CARD.formatted(2030) + "}");
        refusals("DELETE", ONE + stock.savedCard(), "{}");
        payments();
    }

    /** Every operation once, with nothing wrong in them. */
    void playOnce(String saved) {
        server.post(METHODS, "{" + CARD.formatted(2030) + "}");
        server.post(METHODS, "{" + CARD.formatted(2030) + ",\"customer_id\":\"anna\",\"save\":true}");
        server.get(SAVED);
        server.send(server.authorized(ONE + saved).DELETE());
    }

    private void payments() {
        String once = "{\"type\":\"card\",\"token\":\"" + stock.keptCard() + "\"}";
        pay(once);
        pay(once);
        attempt(once);
        String gone = "{\"type\":\"cross_reference\",\"cross_reference\":\"xr_" + "a".repeat(32) + "\"}";
        pay(gone);
        attempt(gone);
    }

    private void pay(String method) {
        String name = name();
        server.post(
                "/v1/payments",
                name,
                "{\"amount\":1250,\"currency\":\"EUR\",\"reference_id\":\"" + name + "\",\"payment_method\":" + method
                        + "}");
    }

    private void attempt(String method) {
        server.post("/v1/payment_intents/" + stock.open() + "/attempts", name(), "{\"payment_method\":" + method + "}");
    }

    private String name() {
        return "kept-" + ++keys;
    }

    private void refusals(String method, String path, String body) {
        send(server.bare(path).header("Content-Type", "application/json"), method, body);
        send(server.authorized(path).header("Content-Type", "text/plain"), method, body);
        send(server.json(path, ""), method, body + " ".repeat(70_000));
        send(server.json(path, ""), method, "{");
        send(server.json(path, "").header("Idempotency-Key", "one").header("x-idempotency-key", "two"), method, body);
    }

    private void send(HttpRequest.Builder request, String method, String body) {
        server.send(request.method(method, BodyPublishers.ofString(body)));
    }
}
