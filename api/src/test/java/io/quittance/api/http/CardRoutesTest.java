package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cards that are kept, as a merchant has them over HTTP. */
final class CardRoutesTest {

    private static final String NUMBER = "5200000000000056";
    private static final String CARD = """
            "type":"card","card":{"number":"%s","exp_month":12,"exp_year":2030,"cvc":"341"}""".formatted(NUMBER);

    @RegisterExtension
    private final RunningServer server = RunningServer.forTests();

    @Test
    void aCardIsKeptForOnePayment() {
        Answer kept = server.post("/v1/payment_methods", "{" + CARD + "}");

        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.json().path("id").asText()).startsWith("pm_");
        assertThat(kept.json().path("saved").asBoolean()).isFalse();
        assertThat(kept.json().path("cross_reference").isNull()).isTrue();
        assertThat(kept.json().at("/card/masked").asText()).isEqualTo("520000XXXXXX0056");
        assertThat(kept.body()).doesNotContain(NUMBER, "cvc", "\"341\"");

        String method =
                "{\"type\":\"card\",\"token\":\"" + kept.json().path("id").asText() + "\"}";
        Answer paid = pay("cart-1", method);
        assertThat(paid.status()).isEqualTo(201);
        assertThat(paid.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(paid.json().at("/attempts/0/method/type").asText()).isEqualTo("card");
        assertThat(paid.json().path("cross_reference").isNull()).isTrue();

        Answer again = pay("cart-2", method);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("token_consumed");
        assertThat(pay("cart-1", method).body()).isEqualTo(paid.body());
    }

    /** Connect-E 4.4: refund and void by cross reference; T24: repeat payments. */
    @Test
    void aSavedCardIsPaidWithAgainAndNamesItsPayment() {
        Answer kept = server.post("/v1/payment_methods", "{" + CARD + ",\"customer_id\":\"anna\",\"save\":true}");
        String pm = kept.json().path("id").asText();
        String xr = kept.json().path("cross_reference").asText();
        assertThat(kept.json().path("expires_at").isNull()).isTrue();

        JsonNode first =
                pay("cart-1", "{\"type\":\"card\",\"token\":\"" + pm + "\"}").json();
        assertThat(first.path("cross_reference").asText()).isEqualTo(xr);
        JsonNode second = pay("cart-2", repeat(xr, ",\"initiated_by\":\"merchant\",\"reason\":\"recurring\""))
                .json();
        assertThat(second.at("/attempts/0/method/type").asText()).isEqualTo("cross_reference");
        assertThat(second.at("/attempts/0/method/cross_reference").asText()).isEqualTo(xr);
        assertThat(second.at("/attempts/0/method/initiated_by").asText()).isEqualTo("merchant");
        assertThat(second.at("/attempts/0/method/reason").asText()).isEqualTo("recurring");

        assertThat(server.get("/v1/payment_intents/" + xr).json().path("id")).isEqualTo(first.path("id"));
        Answer refund = server.post("/v1/payment_intents/" + xr + "/refunds", "refund-1", "{\"amount\":250}");
        assertThat(refund.status()).isEqualTo(200);
        assertThat(refund.json().path("id")).isEqualTo(first.path("id"));
        assertThat(refund.json().path("amount_refunded").asLong()).isEqualTo(250);
    }

    @Test
    void aSavedCardIsListedUntilItIsForgotten() {
        String first = saved("anna");
        String second = saved("anna");
        saved("berta");

        JsonNode page =
                server.get("/v1/customers/anna/cross_references?limit=1").json();
        assertThat(page.at("/data/0/id").asText()).isEqualTo(second);
        assertThat(page.at("/data/0/expired").asBoolean()).isFalse();
        assertThat(page.path("has_more").asBoolean()).isTrue();
        String after = page.path("next_cursor").asText();
        assertThat(server.get("/v1/customers/anna/cross_references?include_expired=true&after=" + after)
                        .json()
                        .at("/data/0/id")
                        .asText())
                .isEqualTo(first);

        Answer removed =
                server.send(server.authorized("/v1/cross_references/" + second).DELETE());
        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.json().path("result").asText()).isEqualTo("removed");
        assertThat(server.get("/v1/customers/anna/cross_references").json().path("data"))
                .hasSize(1);
        assertThat(server.send(server.authorized("/v1/cross_references/" + second)
                                .DELETE())
                        .status())
                .isEqualTo(404);
        assertThat(pay("cart-1", repeat(second, "")).status()).isEqualTo(404);
        assertThat(server.get("/v1/payment_intents/" + second).status()).isEqualTo(404);
    }

    @Test
    void everyFaultIsToldAndNothingIsEchoed() {
        Answer answer = server.post(
                "/v1/payment_methods",
                "{\"type\":\"bank\",\"card\":{\"number\":\"5200000000000057\",\"exp_month\":13,\"exp_year\":2030,"
                        + "\"cvc\":\"93\"},\"save\":true,\"colour\":1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(
                        "/type", "/colour", "/card/exp_month", "/card/number", "/card/cvc", "/customer_id");
        assertThat(answer.body()).doesNotContain("5200000000000057").doesNotContain("\"93\"");
    }

    @Test
    void aCardThatHasExpiredIsNotKept() {
        Answer answer = server.post("/v1/payment_methods", "{" + CARD.replace("2030", "2020") + "}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("card_expired");
    }

    private String saved(String customer) {
        return server.post("/v1/payment_methods", "{" + CARD + ",\"customer_id\":\"" + customer + "\",\"save\":true}")
                .json()
                .path("cross_reference")
                .asText();
    }

    private Answer pay(String cart, String method) {
        return server.post(
                "/v1/payments",
                "key-" + cart,
                "{\"amount\":1250,\"currency\":\"EUR\",\"reference_id\":\"" + cart + "\",\"payment_method\":" + method
                        + "}");
    }

    private static String repeat(String xr, String more) {
        return "{\"type\":\"cross_reference\",\"cross_reference\":\"" + xr + "\"" + more + "}";
    }
}
