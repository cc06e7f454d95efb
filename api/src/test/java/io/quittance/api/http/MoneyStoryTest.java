package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Money back and forth as others see it: in the feed, and by the key of each request. */
final class MoneyStoryTest {
    @RegisterExtension
    private final RunningServer server = RunningServer.forTests();

    @Test
    void theFeedTellsEachStep() {
        String held = held("cart-1", 1250);
        post(held, "capture", "{\"amount\":1000}");
        post(held, "void", "{\"amount\":250}");
        post(held, "refunds", "{\"amount\":400}");
        server.settle();

        await().untilAsserted(() -> assertThat(types(held))
                .containsExactly("created", "pending", "authorized", "captured", "voided", "refunded", "settled"));
    }

    @Test
    void theFeedTellsHowAnIntentIsClosed() {
        String held = held("cart-1", 1250);
        post(held, "cancel", "{}");
        String voided = held("cart-2", 1250);
        post(voided, "void", "{}");

        await().untilAsserted(
                        () -> assertThat(types(held)).containsExactly("created", "pending", "authorized", "canceled"));
        await().untilAsserted(() ->
                assertThat(types(voided)).containsExactly("created", "pending", "authorized", "canceled"));
    }

    @Test
    void theKeyOfAnOperationSaysHowFarItIs() {
        String held = held("cart-1", 1250);
        String path = "/v1/payment_intents/" + held + "/capture";

        assertThat(state("capture-1", path)).isEqualTo("absent");
        server.post(path, "capture-1", "{\"amount\":500}");
        assertThat(state("capture-1", path)).isEqualTo("completed");
        assertThat(state("capture-1", path.replace("capture", "void"))).isEqualTo("absent");
        server.post(path, "capture-2", "{\"amount\":291}");
        assertThat(state("capture-2", path)).isEqualTo("absent");
        server.post(path, "capture-3", "{\"amount\":268}");
        assertThat(state("capture-3", path)).isEqualTo("in_doubt");
        await().until(() -> state("capture-3", path).equals("completed"));
    }

    private String held(String reference, long cents) {
        String body = PaymentJson.with(reference, cents, "\"capture_method\":\"manual\"");
        return server.post("/v1/payments", reference, body).json().path("id").asText();
    }

    private void post(String intent, String verb, String body) {
        Answer answer = server.post("/v1/payment_intents/" + intent + "/" + verb, verb, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private List<String> types(String intent) {
        List<String> types = new ArrayList<>();
        server.get("/v1/events?limit=100").json().path("data").forEach(event -> {
            if (event.at("/data/id").asText().equals(intent)) {
                types.add(event.path("type").asText().replace("payment_intent.", ""));
            }
        });
        return types;
    }

    private String state(String key, String path) {
        return server.get("/v1/idempotency/" + key + "?path=" + path)
                .json()
                .path("state")
                .asText();
    }
}
