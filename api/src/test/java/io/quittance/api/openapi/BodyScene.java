package io.quittance.api.openapi;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Sends to the three operations that take a body what brings about each of their answers. */
final class BodyScene {
    private static final String PAY = "/v1/payments";
    private static final String INTENTS = "/v1/payment_intents";
    private static final String KEY = "Idempotency-Key";
    private static final String ATTEMPT = "{\"payment_method\":" + PaymentJson.METHOD + "}";

    private final RunningServer server;
    private int keys;

    BodyScene(RunningServer server) {
        this.server = server;
    }

    /** What a request may be told without anything being wrong with the server. */
    void play() {
        intents();
        payments();
        attempts();
        doubts();
        for (String path : List.of(PAY, INTENTS, attempts(made("refused")))) {
            refusals(
                    path,
                    path.equals(PAY)
                            ? PaymentJson.of("refused-2", 1250)
                            : path.equals(INTENTS) ? intent("r", 1) : ATTEMPT);
        }
        exhaustKeys();
    }

    private void intents() {
        post(INTENTS, intent("made", 1250));
        post(INTENTS, intent("made", 1250));
        post(INTENTS, intent("made", 1350));
        server.post(INTENTS, "made-1", intent("made", 1250));
        server.post(INTENTS, "made-1", intent("made", 1350));
        post(INTENTS, intent("made", 1250).replace("}", ",\"colour\":\"red\"}"));
    }

    private void payments() {
        server.post(PAY, "paid-1", PaymentJson.of("paid", 1250));
        server.post(PAY, "paid-1", PaymentJson.of("paid", 1350));
        post(PAY, PaymentJson.of("paid", 1250));
        post(PAY, PaymentJson.of("paid", 1350));
        post(PAY, PaymentJson.of("expired", 1250).replace("2030", "2020"));
        exhaustAttempts(made("exhausted"));
        post(PAY, PaymentJson.of("exhausted", 1251));
    }

    private void attempts() {
        String paid = attempts(made("attempts"));
        server.post(paid, "attempt-1", ATTEMPT);
        server.post(paid, "attempt-1", ATTEMPT.replace("2030", "2031"));
        post(paid, ATTEMPT);
        post(paid, ATTEMPT.replace("2030", "2020"));
        post(attempts(made("expired-2")), ATTEMPT.replace("2030", "2020"));
        post(attempts("pi_" + "a".repeat(32)), ATTEMPT);
        server.send(server.json(attempts(made("changed")), ATTEMPT)
                .header(KEY, key())
                .header("If-Match", "\"9\""));
    }

    /** An amount in 68 gets no answer from the acquirer. */
    private void doubts() {
        Answer doubt = post(PAY, PaymentJson.of("doubt", 1268));
        post(PAY, PaymentJson.of("doubt", 1268));
        post(attempts(doubt.json().path("id").asText()), ATTEMPT);
        post(INTENTS, intent("doubt", 1268));
        String open = post(INTENTS, intent("doubt-2", 1268)).json().path("id").asText();
        post(attempts(open), ATTEMPT);
    }

    /** What is refused whatever it asks for. */
    void refusals(String path, String body) {
        send(server.bare(path).header("Content-Type", "application/json"), body);
        send(server.authorized(path).header("Content-Type", "text/plain").header(KEY, key()), body);
        server.post(path, key(), body + " ".repeat(70_000));
        server.post(path, key(), "{");
        server.send(server.json(path, body));
        server.send(server.json(path, body).header(KEY, "one").header("x-idempotency-key", "two"));
    }

    /** While the acquirer takes three seconds. */
    void playSlowly() {
        CompletableFuture<Answer> first = server.sendAsync(
                server.json(PAY, PaymentJson.with("slow", "\"wait_seconds\":2")).header(KEY, key()));
        Answer pending = server.post(PAY, key(), PaymentJson.with("slow-2", "\"wait_seconds\":1"));
        post(PAY, PaymentJson.of("slow-2", 1250));
        post(attempts(pending.json().path("id").asText()), ATTEMPT);
        first.join();
    }

    /** With an acquirer that does not hold money; a terminal may. */
    void playUnsupported() {
        post(PAY, PaymentJson.with("held", "\"capture_method\":\"manual\""));
        Answer made = post(INTENTS, intent("held-2", 1250).replace("}", ",\"capture_method\":\"manual\"}"));
        if (made.status() == 201) {
            post(attempts(made.json().path("id").asText()), ATTEMPT);
        }
    }

    /** Each of the three once, with nothing wrong in them. */
    void playOnce(String reference, String intent) {
        post(PAY, PaymentJson.of(reference, 1250));
        post(INTENTS, intent(reference, 1250));
        post(attempts(intent), ATTEMPT);
    }

    private void exhaustAttempts(String intent) {
        for (int i = 0; i < 101; i++) {
            post(attempts(intent), ATTEMPT);
        }
    }

    /** An intent remembers 1,000 keys. */
    private void exhaustKeys() {
        made("keys");
        for (int batch = 0; batch < 26; batch++) {
            int first = batch * 40;
            IntStream.range(first, first + 40)
                    .mapToObj(i -> server.sendAsync(
                            server.json(INTENTS, intent("keys", 1250)).header(KEY, "keys-" + i)))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    /** The intent that remembers no further key. */
    String withoutKeysLeft() {
        return server.get(INTENTS + "?reference_id=keys")
                .json()
                .at("/data/0/id")
                .asText();
    }

    String made(String reference) {
        long cents = reference.equals("exhausted") ? 1251 : 1250;
        return post(INTENTS, intent(reference, cents)).json().path("id").asText();
    }

    String madeWithSomethingPersonal(String reference) {
        String body = intent(reference, 1250).replace("}", ",\"description\":\"two chairs\"}");
        return server.post(INTENTS, "personal-" + reference, body)
                .json()
                .path("id")
                .asText();
    }

    private Answer post(String path, String body) {
        return server.post(path, key(), body);
    }

    private void send(HttpRequest.Builder request, String body) {
        server.send(request.POST(BodyPublishers.ofString(body)));
    }

    private String key() {
        return "key-" + ++keys;
    }

    private static String attempts(String intent) {
        return INTENTS + "/" + intent + "/attempts";
    }

    private static String intent(String reference, long cents) {
        return "{\"amount\":" + cents + ",\"currency\":\"EUR\",\"reference_id\":\"" + reference + "\"}";
    }
}
