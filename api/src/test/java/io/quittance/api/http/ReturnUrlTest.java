package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where payers go: to their issuer, by {@code next_action}, and back to the shop, by {@code return_url}. */
final class ReturnUrlTest {

    private static final String SHOP = "https://shop.example/thanks?cart=7";

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    @Test
    void thePayerGoesToHisIssuerAndBackToTheShop() throws Exception {
        Answer asked = pay("key-1", "cart-1", SHOP);
        assertThat(asked.status()).isEqualTo(202);
        JsonNode action = asked.json().path("next_action");
        assertThat(action.path("type").asText()).isEqualTo("redirect_to_url");
        assertThat(action.path("expires_at").asText()).endsWith("Z");

        HttpResponse<Void> answered = confirm(action.path("url").asText());

        assertThat(answered.statusCode()).isEqualTo(303);
        assertThat(answered.headers().firstValue("Location")).contains(SHOP);
        assertThat(news()).containsSubsequence("payment_intent.pending", "payment_intent.requires_action");
    }

    @Test
    void anAttemptOfAnIntentSendsHimBackAsWell() throws Exception {
        String declined = server.send(server.json("/v1/payments", body("cart-2", "4456530000001013", null))
                        .header("Idempotency-Key", "key-2"))
                .json()
                .path("id")
                .asText();
        Answer asked = server.send(server.json("/v1/payment_intents/" + declined + "/attempts", "{" + card(SHOP) + "}")
                .header("Idempotency-Key", "key-2b"));

        assertThat(confirm(asked.json().at("/next_action/url").asText())
                        .headers()
                        .firstValue("Location"))
                .contains(SHOP);
    }

    @Test
    void anotherAddressIsAnotherRequest() {
        pay("key-3", "cart-3", SHOP);

        Answer other = pay("key-3", "cart-3", SHOP + "8");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("mismatched_fields")).hasToString("[\"return_url\"]");
    }

    @Test
    void anAddressThatNobodyCanGoToIsRefusedBeforeAnyEffect() {
        Answer refused = pay("key-4", "cart-4", "javascript:alert(1)");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/return_url");
        assertThat(server.get("/v1/payment_intents?reference_id=cart-4").json().path("data"))
                .isEmpty();
    }

    private static List<String> news() {
        List<String> types = new ArrayList<>();
        server.get("/v1/events?limit=100")
                .json()
                .path("data")
                .forEach(event -> types.add(event.path("type").asText()));
        return types;
    }

    private static Answer pay(String key, String reference, String returnUrl) {
        return server.send(server.json("/v1/payments", body(reference, "4456530000001096", returnUrl))
                .header("Idempotency-Key", key));
    }

    private static String body(String reference, String number, String returnUrl) {
        return "{\"amount\":1250,\"currency\":\"EUR\",\"reference_id\":\"" + reference + "\"," + card(number, returnUrl)
                + "}";
    }

    private static String card(String returnUrl) {
        return card("4456530000001096", returnUrl);
    }

    private static String card(String number, String returnUrl) {
        String back = returnUrl == null ? "" : "\"return_url\":\"" + returnUrl + "\",";
        return back + "\"payment_method\":{\"type\":\"card\",\"card\":{\"number\":\"" + number
                + "\",\"exp_month\":12,\"exp_year\":2030}}";
    }

    /** The issuer's page is no part of the documented interface. */
    private static HttpResponse<Void> confirm(String page) throws IOException, InterruptedException {
        HttpRequest answer = HttpRequest.newBuilder(URI.create(page))
                .POST(HttpRequest.BodyPublishers.ofString("decision=confirm"))
                .build();
        return HttpClient.newHttpClient().send(answer, HttpResponse.BodyHandlers.discarding());
    }
}
