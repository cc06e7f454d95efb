package io.quittance.api.openapi;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import java.util.List;

/** Brings about each answer of the operations that move money back and forth. */
final class OperationScene {
    private static final List<String> VERBS = List.of("capture", "void", "refunds", "cancel", "reverse");
    private static final String INTENTS = "/v1/payment_intents/";
    private static final String KEY = "Idempotency-Key";
    private static final String NEVER = "pi_" + "a".repeat(32);
    private static final String ATTEMPT = "{\"payment_method\":" + PaymentJson.METHOD + "}";

    private final RunningServer server;
    private final Stock stock;
    private int keys;

    OperationScene(RunningServer server) {
        this.server = server;
        this.stock = new Stock(server);
    }

    /**
     * What a request may be told without anything being wrong with the server.
     *
     * @param exhausted an intent that takes no further key
     */
    void play(BodyScene bodies, String exhausted) {
        for (String verb : VERBS) {
            answers(verb);
            post(verb, stock.inDoubt(), "{}");
            bodies.refusals(path(verb, stock.fitFor(verb)), "{}");
        }
        conflicts();
        post("cancel", exhausted, "{}");
        post("attempts", stock.held(1250), ATTEMPT);
    }

    private void answers(String verb) {
        String fit = path(verb, stock.fitFor(verb));
        server.post(fit, "first", "{}");
        server.post(fit, "first", "{\"reason\":\"another\"}");
        post(verb, NEVER, "{}");
        server.send(server.json(path(verb, stock.fitFor(verb)), "{}")
                .header(KEY, key())
                .header("If-Match", "\"99\""));
        withoutAnAnswer(verb);
    }

    /** The rest ends in 68, which gets no answer from the acquirer. */
    private void withoutAnAnswer(String verb) {
        boolean isRefund = verb.equals("refunds");
        String intent = isRefund ? stock.paid(1300) : stock.held(1300);
        post(isRefund ? verb : "void", intent, "{\"amount\":32}");
        post(verb, intent, "{}");
    }

    private void conflicts() {
        for (String verb : List.of("capture", "void", "refunds")) {
            post(verb, stock.fitFor(verb), "{\"amount\":9999}");
        }
        post("reverse", stock.open(), "{}");
        post("cancel", stock.paid(1250), "{}");
        for (String verb : List.of("capture", "void", "refunds", "reverse")) {
            post(verb, stock.canceled(), "{}");
        }
    }

    /** While the acquirer takes three seconds. */
    void playSlowly() {
        String body = PaymentJson.with("slowly-held", "\"capture_method\":\"manual\",\"wait_seconds\":1");
        Answer pending = server.post("/v1/payments", key(), body);
        for (String verb : VERBS) {
            post(verb, pending.json().path("id").asText(), "{}");
        }
        post("resolution", pending.json().path("id").asText(), WorkScene.RESOLUTION);
    }

    /** Each once, with nothing wrong in them. */
    void playOnce(String intent) {
        for (String verb : VERBS) {
            post(verb, intent, "{}");
        }
        post("resolution", intent, WorkScene.RESOLUTION);
    }

    /** With an acquirer that holds money and does nothing else. */
    void playUnsupported() {
        for (String verb : VERBS) {
            String body = verb.equals("capture") ? "{\"amount\":500}" : "{}";
            post(verb, stock.fitFor(verb), body);
        }
    }

    private Answer post(String verb, String intent, String body) {
        return server.post(path(verb, intent), key(), body);
    }

    private String key() {
        return "operation-" + ++keys;
    }

    private static String path(String verb, String intent) {
        return INTENTS + intent + "/" + verb;
    }
}
