package io.quittance.api.http;

import static io.quittance.api.PaymentJson.CARD_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A card number or a card's code in the wrong place is not repeated to whoever reads the error. */
final class CardSecrecyTest {
    private static final String CODE = "8642";

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"payment_method\":?",
                "\"payment_method\":[?]",
                "\"payment_method\":{\"type\":?}",
                "\"payment_method\":{\"type\":\"card\",\"card\":?}",
                "\"payment_method\":{\"type\":\"card\",\"card\":[?]}",
                "\"payment_method\":{\"type\":\"card\",\"card\":{\"number\":?,\"exp_month\":0}}",
                "\"payment_method\":{\"type\":\"card\",\"card\":{\"number\":{\"pan\":?}}}",
                "\"payment_method\":{\"type\":\"card\",\"card\":{\"exp_month\":?}}",
                "\"payment_method\":{\"type\":\"card\",\"card\":{\"exp_year\":?}}",
                "\"payment_method\":{\"type\":\"card\",\"card\":{\"cvc\":?}}",
                "\"payment_method\":{\"type\":\"card\",\"card\":{\"holder\":?}}",
                "\"payment_method\":{\"type\":\"card\",\"token\":?}",
                "\"card\":?",
                "\"card\":{\"number\":?}"
            })
    void whereverACardBelongsNothingOfItIsRepeated(String member) {
        doesNotRepeat(member, CARD_NUMBER);
        doesNotRepeat(member, CODE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"amount\":?",
                "\"currency\":?",
                "\"capture_method\":?",
                "\"wait_seconds\":?",
                "\"customer_id\":[?],\"amount\":0",
                "\"metadata\":?,\"amount\":0",
                "\"sequence_number\":?,\"amount\":0",
                "\"description\":{\"pan\":?}",
                "\"? \":1",
                "\"metadata\":{\"?\":1}"
            })
    void aCardNumberIsNotRepeatedFromAnywhereElse(String member) {
        doesNotRepeat(member, CARD_NUMBER);
    }

    @Test
    void aGroupedCardNumberIsNotRepeatedEither() {
        doesNotTell(refused("{\"reference_id\":\"5200 0000 0000 0056\"}"), "0000 0056");
        doesNotTell(refused("{\"currency\":\"5200-0000-0000-0056\"}"), "0000-0056");
    }

    @Test
    void aBodyThatBreaksOffInTheCardIsNotRepeated() {
        String body = PaymentJson.of("cart", 1250);

        doesNotTell(refused(body.substring(0, body.indexOf(CARD_NUMBER) + 16)), CARD_NUMBER);
        doesNotTell(refused(body.replace("\"" + CARD_NUMBER + "\"", CARD_NUMBER + "x")), CARD_NUMBER);
        doesNotTell(refused(body.replace("\"cvc\":", "\"number\":")), CARD_NUMBER);
    }

    @Test
    void refusalsForOtherReasonsDoNotRepeatTheCardEither() {
        server.post("/v1/payments", "key-1", PaymentJson.of("cart-1", 1250));

        Answer reused = server.post("/v1/payments", "key-1", PaymentJson.of("cart-1", 1350));
        Answer otherAmount = server.post("/v1/payments", "key-2", PaymentJson.of("cart-1", 1350));
        Answer expired = server.post(
                "/v1/payments", "key-3", PaymentJson.of("cart-2", 1250).replace("2030", "2020"));

        assertThat(reused.code()).isEqualTo("idempotency_key_reused");
        assertThat(otherAmount.code()).isEqualTo("reference_already_used");
        assertThat(expired.code()).isEqualTo("card_expired");
        doesNotTell(reused, CARD_NUMBER);
        doesNotTell(otherAmount, CARD_NUMBER);
        doesNotTell(expired, CARD_NUMBER);
    }

    /** As a text and as a number. */
    private static void doesNotRepeat(String member, String secret) {
        doesNotTell(
                refused("{" + member.replace("\"?", "\"" + secret).replace("?", "\"" + secret + "\"") + "}"), secret);
        doesNotTell(refused("{" + member.replace("?", secret) + "}"), secret);
    }

    private static Answer refused(String body) {
        Answer answer = server.post("/v1/payments", "key", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer;
    }

    /** Times, ports and request ids are digits too, and are not looked at. */
    private static void doesNotTell(Answer answer, String secret) {
        for (String member : new String[] {"title", "detail", "errors", "result", "resultDetails", "intent"}) {
            JsonNode told = answer.json().path(member);
            assertThat(told.toString()).as(member).doesNotContain(secret);
        }
    }
}
