package io.quittance.api.openapi;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.openapi.ApiDocument.Operation;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.intent.CardDetails;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings about each answer about access tokens. */
final class TokenScene {
    private static final String TOKENS = "/v1/access_tokens";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final CardDetails CARD = new CardDetails("5200000000000056", 12, 2030, "341");

    private final RunningServer server;

    TokenScene(RunningServer server) {
        this.server = server;
    }

    /** What a request may be told without anything being wrong with the server. */
    void play() {
        orders();
        tokens();
        String token = issued(fresh(), 1250, false);
        server.get(path(token) + "?colour=red");
        server.send(server.bare(path(token)));
        refusals(TOKENS, body(fresh(), 1250, ""));
        List.of("revoke", "resume").forEach(act -> refusals(path(token) + "/" + act, "{}"));
    }

    /** What stands in the way of a token. */
    private void orders() {
        String paid = paidOrder("");
        issue(paid, 1250, "");
        issue(paid, 1350, "");
        String held = paidOrder("\"capture_method\":\"manual\"");
        server.post(TOKENS, body(held, 1250, "").replace("SALE", "PREAUTH"));
        String doubt = fresh();
        server.post("/v1/payments", fresh(), PaymentJson.of(doubt, 1268));
        issue(doubt, 1268, "");
        String used = fresh();
        submit(issued(used, 1250, true));
        issue(used, 1250, "");
        String closed = fresh();
        String intent = issue(closed, 1250, "").json().path("payment_intent").asText();
        server.post("/v1/payment_intents/" + intent + "/cancel", fresh(), "{}");
        issue(closed, 1250, "");
        String key = fresh();
        server.post(TOKENS, key, body(key, 1250, ""));
        server.post(TOKENS, key, body(key, 1350, ""));
    }

    private void tokens() {
        String revoked = issued(fresh(), 1250, false);
        server.get(path(revoked));
        server.post(path(revoked) + "/resume", "{}");
        server.post(path(revoked) + "/revoke", "{}");
        server.post(path(revoked) + "/revoke", "{}");
        String resumed = issued(fresh(), 1250, true);
        submit(resumed);
        server.get(path(resumed));
        server.post(path(resumed) + "/resume", "");
        server.post(path(resumed) + "/revoke", "");
        String doubt = issued(fresh(), 1268, true);
        submit(doubt);
        server.post(path(doubt) + "/resume", "");
        playOnce(fresh(), Operation.token("pi_" + "a".repeat(32)));
    }

    /** Every operation once, with nothing wrong in them. */
    void playOnce(String order, String token) {
        issue(order, 1250, "");
        server.get(path(token));
        server.post(path(token) + "/revoke", "{}");
        server.post(path(token) + "/resume", "{}");
    }

    /** A token for an order, which may have an intent already. */
    String issued(String order, long cents, boolean waits) {
        return issue(order, cents, waits ? ",\"wait_pre_execute\":true" : "")
                .json()
                .path("id")
                .asText();
    }

    /** As the payer does it. */
    void submit(String token) {
        server.engine()
                .checkout()
                .submit(new TokenId(token), CARD, server.baseUrl() + "/pay/" + token)
                .toCompletableFuture()
                .join();
    }

    private String paidOrder(String member) {
        String order = fresh();
        server.post(
                "/v1/payments",
                fresh(),
                member.isEmpty() ? PaymentJson.of(order, 1250) : PaymentJson.with(order, 1250, member));
        return order;
    }

    private Answer issue(String order, long cents, String members) {
        return server.post(TOKENS, body(order, cents, members));
    }

    private static String body(String order, long cents, String members) {
        return "{\"order_id\":\"" + order + "\",\"amount\":" + cents
                + ",\"currency\":\"EUR\",\"transaction_type\":\"SALE\"" + members + "}";
    }

    private static String path(String token) {
        return TOKENS + "/" + token;
    }

    private static String fresh() {
        return "token-scene-" + NUMBER.incrementAndGet();
    }

    private void refusals(String path, String body) {
        send(server.bare(path).header("Content-Type", "application/json"), body);
        send(server.authorized(path).header("Content-Type", "text/plain"), body);
        send(server.json(path, ""), body + " ".repeat(70_000));
        send(server.json(path, ""), "{");
        send(server.json(path, "").header("Idempotency-Key", "one").header("x-idempotency-key", "two"), body);
    }

    private void send(HttpRequest.Builder request, String body) {
        server.send(request.POST(BodyPublishers.ofString(body)));
    }
}
