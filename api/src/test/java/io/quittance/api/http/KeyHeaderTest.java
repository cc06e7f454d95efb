package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the key of a request stands: in either header, in the body, or in several of them as long as it is one. */
final class KeyHeaderTest {
    private static final String KEY = "Idempotency-Key";
    private static final String X_KEY = "x-idempotency-key";

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    @Test
    void whatMovesMoneyNeedsAKey() {
        String intent = server.send(server.json("/v1/payment_intents", "{\"amount\":1250,\"currency\":\"EUR\"}"))
                .json()
                .path("id")
                .asText();

        isRefused(server.json("/v1/payments", PaymentJson.of("required", 1250)), "idempotency_key_required");
        isRefused(
                server.json(
                        "/v1/payment_intents/" + intent + "/attempts",
                        "{\"payment_method\":" + PaymentJson.METHOD + "}"),
                "idempotency_key_required");
    }

    @Test
    void makingAnIntentNeedsNone() {
        Answer created = server.send(server.json("/v1/payment_intents", "{\"amount\":1250,\"currency\":\"EUR\"}"));

        assertThat(created.status()).isEqualTo(201);
    }

    @Test
    void twoDifferentKeysAreAmbiguous() {
        isAmbiguous(pay("two").header(KEY, "key-1").header(X_KEY, "key-2"));
        isAmbiguous(pay("two").header(KEY, "key-1").header(KEY, "key-2"));
        isAmbiguous(payWith("two", "\"sequence_number\":\"key-2\"").header(KEY, "key-1"));
        isAmbiguous(payWith("two", "\"sequence_number\":\"key-2\"").header(X_KEY, "key-1"));
    }

    @Test
    void aRepeatedHeaderIsAmbiguousEvenWhenItSaysTheSame() {
        isAmbiguous(pay("repeated").header(KEY, "key-1").header(KEY, "key-1"));
        isAmbiguous(pay("repeated").header(X_KEY, "key-1").header(X_KEY, "key-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "a b", "\"a b\"", "tab\there"})
    void whatCannotBeAKeyIsAmbiguous(String value) {
        isAmbiguous(pay("shape").header(KEY, value));
    }

    @Test
    void aKeyHasAtMost255VisibleCharacters() {
        isAmbiguous(pay("long").header(KEY, "k".repeat(256)));
        isAmbiguous(payWith("long", "\"sequence_number\":\"schl\u00fcssel\""));
        isAmbiguous(payWith("long", "\"sequence_number\":\"\""));

        assertThat(server.send(pay("long").header(KEY, "k".repeat(255))).status())
                .isEqualTo(201);
    }

    @Test
    void equalKeysInSeveralPlacesAreOneKey() {
        Answer first = server.send(payWith("equal", "\"sequence_number\":\"equal-1\"")
                .header(KEY, "equal-1")
                .header(X_KEY, "\"equal-1\""));

        assertThat(first.status()).isEqualTo(201);
        isReplay(pay("equal").header(KEY, "equal-1"), first);
    }

    @Test
    void aQuotedKeyIsTheBareOne() {
        Answer first = server.send(pay("quoted").header(KEY, "\"quoted-1\""));

        isReplay(pay("quoted").header(KEY, "quoted-1"), first);
        isReplay(pay("quoted").header(X_KEY, "quoted-1"), first);
        isReplay(pay("quoted").header(X_KEY, "\"quoted-1\""), first);
    }

    @Test
    void theSequenceNumberIsTheKey() {
        Answer first = server.send(payWith("sequence", "\"sequence_number\":\"sequence-1\""));

        assertThat(first.status()).isEqualTo(201);
        isReplay(pay("sequence").header(KEY, "sequence-1"), first);
    }

    @Test
    void aKeyLivesInTheMerchantsPathAsSent() {
        String intent = server.post(
                        "/v1/payment_intents",
                        "path-1",
                        "{\"amount\":1250,\"currency\":\"EUR\",\"reference_id\":\"path\"}")
                .json()
                .path("id")
                .asText();

        Answer paid = server.send(pay("path").header(KEY, "path-1"));

        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.json().path("id").asText()).isEqualTo(intent);
        assertThat(paid.json().path("status").asText()).isEqualTo("succeeded");
    }

    @Test
    void formattingAndTheOrderOfMembersDoNotMakeAnotherRequest() {
        Answer first = server.post("/v1/payments", "form-1", PaymentJson.of("form", 1250));
        String other = """
                { "payment_method" : { "card" : {"cvc":"341", "exp_year":2030, "number":"5200000000000056",
                  "exp_month":12}, "type":"card" }, "description": null, "metadata": {},
                  "reference_id":"\\u0066orm", "currency":"978", "capture_method":"automatic", "amount":1250 }
                """;

        assertThat(first.status()).isEqualTo(201);
        isReplay(server.json("/v1/payments", other).header(KEY, "form-1"), first);
    }

    private static HttpRequest.Builder pay(String reference) {
        return server.json("/v1/payments", PaymentJson.of(reference, 1250));
    }

    private static HttpRequest.Builder payWith(String reference, String member) {
        return server.json("/v1/payments", PaymentJson.with(reference, member));
    }

    private static void isAmbiguous(HttpRequest.Builder request) {
        isRefused(request, "idempotency_key_ambiguous");
    }

    private static void isRefused(HttpRequest.Builder request, String code) {
        long recorded = server.recorded();
        Answer answer = server.send(request);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(server.recorded()).as("events recorded").isEqualTo(recorded);
    }

    private static void isReplay(HttpRequest.Builder request, Answer first) {
        long charges = server.ledger().entries();
        Answer answer = server.send(request);
        assertThat(answer.body()).isEqualTo(first.body());
        assertThat(answer.status()).isEqualTo(first.status());
        assertThat(answer.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(server.ledger().entries()).isEqualTo(charges);
    }
}
