package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.intent.CardDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Access tokens over HTTP, as a merchant has them; every answer is held against the document as well. */
final class TokenRoutesTest {
    private static final String TOKENS = "/v1/access_tokens";
    private static final String GOOD_CARD = "5200000000000056";
    private static final AtomicInteger ORDERS = new AtomicInteger();

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    @Test
    void aTokenIsIssuedForAnOrderAndTellsWhereThePayerGoes() {
        Answer issued = server.post(TOKENS, """
                {"order_id":"first","amount":1250,"currency":"978","transaction_type":"PREAUTH","wait_pre_execute":true,
                 "merchant_transaction_id":"till-7","return_url":"https://shop.example/orders/1?a=b",
                 "customer_id":"anna","save_card":true}""");

        JsonNode token = issued.json();
        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.header("Location")).isEqualTo(TOKENS + "/" + id(issued));
        assertThat(token.path("url").asText()).isEqualTo(server.baseUrl() + "/pay/" + id(issued));
        assertThat(told(issued)).isEqualTo("issued null");
        assertThat(token.path("currency").asText()).isEqualTo("EUR");
        assertThat(token.path("transaction_type").asText()).isEqualTo("PREAUTH");
        assertThat(token.path("return_url").asText()).isEqualTo("https://shop.example/orders/1?a=b");
        assertThat(token.path("merchant_transaction_id").asText()).isEqualTo("till-7");
        assertThat(token.path("method").isNull()).isTrue();
        assertThat(token.at("/intent/reference_id").asText()).isEqualTo("first");
        assertThat(token.at("/intent/capture_method").asText()).isEqualTo("manual");
        assertThat(token.at("/intent/id")).isEqualTo(token.path("payment_intent"));
        assertThat(server.get(path(issued)).body()).isEqualTo(issued.body());
    }

    @Test
    void allFaultsAreToldAtOnceAndNothingIsDone() {
        long before = server.recorded();

        Answer refused = server.post(TOKENS, """
                {"amount":0,"currency":"euro","transaction_type":"REFUND","wait_pre_execute":"yes",
                 "merchant_transaction_id":"a b","save_card":true,"colour":"red"}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(pointers(refused))
                .containsExactlyInAnyOrder(
                        "/amount",
                        "/currency",
                        "/transaction_type",
                        "/wait_pre_execute",
                        "/merchant_transaction_id",
                        "/order_id",
                        "/customer_id",
                        "/colour");
        assertThat(server.recorded()).isEqualTo(before);
    }

    @Test
    void theSameKeyGetsTheSameTokenAgainWhateverBecameOfIt() {
        String order = order();
        Answer first = server.post(TOKENS, "key-of-" + order, body(order, ""));
        server.post(path(first) + "/revoke", "{}");

        Answer again = server.post(TOKENS, "key-of-" + order, body(order, ""));
        Answer other = server.post(TOKENS, "key-of-" + order, body(order, ",\"wait_pre_execute\":true"));
        Answer elsewhere = server.post(TOKENS, "key-of-" + order, body(order(), ""));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        assertThat(elsewhere.code()).isEqualTo("idempotency_key_reused");
        assertThat(server.get("/v1/idempotency/key-of-" + order + "?path=" + TOKENS)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("completed");
    }

    @Test
    void aFurtherTokenEndsTheOneThatNobodyUsed() {
        String order = order();
        Answer first = issue(order);
        Answer second = issue(order);

        assertThat(id(second)).isNotEqualTo(id(first));
        assertThat(told(server.get(path(first)))).isEqualTo("revoked 90");
        assertThat(told(server.get(path(second)))).isEqualTo("issued null");
        assertThat(submit(first, GOOD_CARD)).as("its page takes no card").isEqualTo("revoked 90");
        assertThat(submit(second, GOOD_CARD)).isEqualTo("consumed 0");
        assertThat(issue(order).code()).isEqualTo("already_succeeded");
    }

    @Test
    void aNameOfATokenIsUsedOnceAcrossAllOrders() {
        String name = ",\"merchant_transaction_id\":\"once\"";
        String order = order();
        assertThat(server.post(TOKENS, body(order, name)).status()).isEqualTo(201);

        assertThat(server.post(TOKENS, body(order, name)).code()).isEqualTo("reference_already_used");
        assertThat(server.post(TOKENS, body(order(), name)).code()).isEqualTo("reference_already_used");
        String first = order();
        server.post(TOKENS, "key-of-" + first, body(first, ",\"merchant_transaction_id\":\"twice\""));
        assertThat(server.post(TOKENS, "key-of-" + first, body(order(), ",\"merchant_transaction_id\":\"twice\""))
                        .code())
                .as("a key that was used before is told first")
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void aPaidOrderIsToldWithItsIntent() {
        String order = order();
        Answer paid = server.post("/v1/payments", "pay-" + order, PaymentJson.of(order, 1250));

        Answer refused = issue(order);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("already_succeeded");
        assertThat(refused.json().at("/intent/id")).isEqualTo(paid.json().path("id"));
    }

    @Test
    void nothingIsAuthorisedBeforeItIsResumedAndThenOnce() {
        Answer issued = server.post(TOKENS, body(order(), ",\"wait_pre_execute\":true"));
        assertThat(server.post(path(issued) + "/resume", "").code()).isEqualTo("not_waiting_for_resume");

        assertThat(submit(issued, GOOD_CARD)).isEqualTo("awaiting_resume 99");
        Answer waiting = server.get(path(issued));
        assertThat(waiting.json().path("resume_before").asText()).isNotEmpty();
        assertThat(waiting.json().at("/intent/status_reason").asText()).isEqualTo("awaiting_resume");
        assertThat(waiting.json().at("/intent/attempts")).isEmpty();
        assertThat(waiting.json().at("/method/masked").asText()).isEqualTo("520000XXXXXX0056");

        List<CompletableFuture<Answer>> race = IntStream.range(0, 5)
                .mapToObj(i -> server.sendAsync(server.json(path(issued) + "/resume", "{}")))
                .toList();
        List<String> ends = new ArrayList<>();
        race.forEach(one -> {
            Answer answer = one.join();
            ends.add(answer.status() == 200 ? told(answer) : answer.code());
        });

        assertThat(ends)
                .containsOnlyOnce("consumed 0")
                .filteredOn("not_waiting_for_resume"::equals)
                .hasSize(4);
        assertThat(server.get(path(issued)).json().at("/intent/attempts")).hasSize(1);
        assertThat(server.post(path(issued) + "/revoke", "").code()).isEqualTo("token_consumed");
    }

    @Test
    void whoRevokesBeforeItIsResumedChargesNothing() {
        Answer issued = server.post(TOKENS, body(order(), ",\"wait_pre_execute\":true"));
        submit(issued, GOOD_CARD);

        Answer revoked = server.post(path(issued) + "/revoke", "{}");

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(told(revoked)).isEqualTo("revoked 90");
        assertThat(revoked.json().at("/intent/attempts")).isEmpty();
        assertThat(server.post(path(issued) + "/revoke", "{}").code()).isEqualTo("token_revoked");
        assertThat(server.post(path(issued) + "/resume", "{}").code()).isEqualTo("not_waiting_for_resume");
    }

    @Test
    void aDeclinedTokenIsUsedUpAndTheOrderTakesAnother() {
        String order = order();
        Answer first = issue(order);

        assertThat(submit(first, "5200000000001013")).isEqualTo("consumed 5");
        Answer second = issue(order);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().path("payment_intent")).isEqualTo(first.json().path("payment_intent"));
        assertThat(submit(second, GOOD_CARD)).isEqualTo("consumed 0");
        assertThat(told(server.get(path(first)))).isEqualTo("consumed 5");
    }

    @Test
    void theFeedTellsOfTokensAndNeverSaysOne() {
        Answer issued = issue(order());
        server.post(path(issued) + "/revoke", "{}");

        Answer feed = server.get(
                "/v1/payment_intents/" + issued.json().path("payment_intent").asText() + "/events");

        assertThat(feed.json().path("data").findValuesAsText("type"))
                .containsExactly("intent.created.v1", "intent.token_issued.v1", "intent.token_ended.v1");
        assertThat(feed.body()).doesNotContain(id(issued));
    }

    @Test
    void aTokenWhoseProofIsWrongIsNoToken() {
        String id = id(issue(order()));
        String forged = id.substring(0, id.length() - 1) + (id.endsWith("a") ? "b" : "a");

        for (String wrong : List.of(forged, "at_1", "pi_" + "a".repeat(32))) {
            assertThat(server.get(TOKENS + "/" + wrong).code()).isEqualTo("not_found");
            assertThat(server.post(TOKENS + "/" + wrong + "/revoke", "").code()).isEqualTo("not_found");
            assertThat(server.post(TOKENS + "/" + wrong + "/resume", "").code()).isEqualTo("not_found");
        }
    }

    /** What a payer does, and how the token stands then. */
    private static String submit(Answer issued, String number) {
        server.engine()
                .checkout()
                .submit(
                        new TokenId(id(issued)),
                        new CardDetails(number, 12, 2030, "341"),
                        issued.json().path("url").asText())
                .toCompletableFuture()
                .join();
        return told(server.get(path(issued)));
    }

    private static Answer issue(String order) {
        return server.post(TOKENS, body(order, ""));
    }

    private static String body(String order, String members) {
        return "{\"order_id\":\"" + order + "\",\"amount\":1250,\"currency\":\"EUR\",\"transaction_type\":\"SALE\""
                + members + "}";
    }

    private static String told(Answer answer) {
        return answer.json().path("status").asText() + " "
                + answer.json().path("status_code").asText();
    }

    private static List<String> pointers(Answer refused) {
        return refused.json().path("errors").findValuesAsText("pointer");
    }

    private static String path(Answer issued) {
        return TOKENS + "/" + id(issued);
    }

    private static String id(Answer issued) {
        return issued.json().path("id").asText();
    }

    private static String order() {
        return "order-" + ORDERS.incrementAndGet();
    }
}
