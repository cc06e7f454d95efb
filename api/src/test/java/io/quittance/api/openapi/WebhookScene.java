package io.quittance.api.openapi;

import io.quittance.api.RunningServer;
import io.quittance.api.openapi.ApiDocument.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** Brings about each answer about webhooks. */
final class WebhookScene {
    private static final String ENDPOINTS = "/v1/webhook_endpoints";
    private static final String DELIVERIES = "/v1/webhook_deliveries";
    private static final List<String> ACTS = List.of("rotate_secret", "ping", "verify", "replay");
    private static final String GOOD = "{\"url\":\"https://shop.example/webhooks\"}";

    private final RunningServer server;
    private final Stock stock;

    WebhookScene(RunningServer server) {
        this.server = server;
        this.stock = new Stock(server);
    }

    /** What a request may be told without anything being wrong with the server. */
    void play() {
        server.post(DELIVERIES + "/" + stock.delivery() + "/redeliver", "{}");
        playOnce(stock.endpoint());
        playOnce("we_" + "a".repeat(32));
        String endpoint = stock.endpoint();
        List<String> looks =
                List.of(ENDPOINTS, ENDPOINTS + "/" + endpoint, ENDPOINTS + "/" + endpoint + "/replays", DELIVERIES);
        looks.forEach(path -> server.get(path + "?colour=red"));
        looks.forEach(path -> server.send(server.bare(path)));
        refusals("POST", ENDPOINTS, GOOD);
        refusals("PATCH", ENDPOINTS + "/" + endpoint, "{}");
        refusals("DELETE", ENDPOINTS + "/" + endpoint, "{}");
        ACTS.forEach(act -> refusals("POST", ENDPOINTS + "/" + endpoint + "/" + act, "{}"));
        refusals("POST", redeliver(endpoint), "{}");
        challenges();
    }

    /** Every operation once, with nothing wrong in them. */
    void playOnce(String endpoint) {
        String path = ENDPOINTS + "/" + endpoint;
        server.post(ENDPOINTS, GOOD);
        server.get(ENDPOINTS);
        server.get(path);
        send(server.json(path, ""), "PATCH", "{}");
        ACTS.forEach(act -> server.post(path + "/" + act, "{}"));
        server.get(path + "/replays");
        server.get(DELIVERIES);
        server.post(redeliver(endpoint), "{}");
        server.send(server.authorized(path).DELETE());
    }

    private static String redeliver(String endpoint) {
        return DELIVERIES + "/" + Operation.delivery(endpoint) + "/redeliver";
    }

    private void challenges() {
        server.send(server.bare("/webhooks/verify/" + "a".repeat(32)));
        server.send(server.bare("/webhooks/verify/" + stock.challenge()));
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
