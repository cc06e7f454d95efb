package io.quittance.api.http;

import static io.quittance.api.KeyedServer.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.KeyedServer;
import io.quittance.api.PaymentJson;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.access.KeyGrant;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a key's allowance bounds what is new, and never keeps a shop from learning what became of its money. Method: a
 * key with ten requests and one more per second, where seconds pass only when the test says so.
 */
final class RateLimitTest {
    private static final String PAID = PaymentJson.of("cart-1", 1250);
    private static final String OPEN_INTENT = "{\"amount\":100,\"currency\":\"EUR\"}";

    private KeyedServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = KeyedServer.start(
                directory,
                Map.of(
                        "slow",
                        grant("payments", 1),
                        "reader",
                        grant("read", 1),
                        "fast",
                        grant("payments,read", 5_000)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyAnswerTellsWhatIsLeft() {
        tells(server.get("slow", "/v1/nothing"), 404, 9);
        tells(server.post("slow", "/v1/payments", "{}"), 400, 8);
        tells(server.send(server.request("slow", "/v1/payments").POST(BodyPublishers.noBody())), 400, 7);
        tells(server.post("slow", "/v1/payments", "key-1", PAID), 201, 6);
        tells(server.post("slow", "/v1/payments", "key-1", PAID), 201, 5);
        tells(server.get("slow", "/v1/payment_intents/pi_none"), 404, 4);
        tells(server.post("reader", "/v1/payments", "key-1", PAID), 403, 9);
    }

    @Test
    void whatIsNewIsRefusedWithoutAnyEffectAndTakenOnLater() {
        useUp("slow");
        long before = server.recorded();

        HttpResponse<String> refused = server.post("slow", "/v1/payments", "key-1", PAID);

        isRateLimited(refused);
        isRateLimited(server.post("slow", "/v1/payment_intents", "key-2", OPEN_INTENT));
        isRateLimited(server.post("slow", "/v1/payment_intents", OPEN_INTENT));
        isRateLimited(server.get("slow", "/v1/payment_intents"));
        assertThat(server.recorded()).isEqualTo(before);
        assertThat(server.ledger().entries()).isZero();

        server.pass(Duration.ofSeconds(Long.parseLong(header(refused, "Retry-After"))));
        assertThat(server.post("slow", "/v1/payments", "key-1", PAID).statusCode())
                .isEqualTo(201);
        isRateLimited(server.post("slow", "/v1/payments", "key-2", PaymentJson.of("cart-2", 1250)));
    }

    @Test
    void aRepeatWithAKnownKeyGetsItsAnswerAllTheSame() {
        HttpResponse<String> first = server.post("slow", "/v1/payments", "key-1", PAID);
        useUp("slow");
        long before = server.recorded();

        HttpResponse<String> again = server.post("slow", "/v1/payments", "key-1", PAID);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(header(again, "Idempotent-Replayed")).isEqualTo("true");
        assertThat(header(again, "RateLimit-Remaining")).isEqualTo("0");
        assertThat(server.recorded()).isEqualTo(before);
    }

    @Test
    void aRepeatIsKnownOnEveryPathThatTakesKeys() {
        HttpResponse<String> made = server.post("slow", "/v1/payment_intents", "key-1", OPEN_INTENT);
        String attempts = "/v1/payment_intents/" + field(made, "id") + "/attempts";
        String attempt = "{\"payment_method\":" + PaymentJson.METHOD + "}";
        HttpResponse<String> tried = server.post("slow", attempts, "key-2", attempt);
        useUp("slow");

        assertThat(server.post("slow", "/v1/payment_intents", "key-1", OPEN_INTENT)
                        .body())
                .isEqualTo(made.body());
        assertThat(server.post("slow", attempts, "key-2", attempt).body()).isEqualTo(tried.body());
        isRateLimited(server.post("slow", attempts, "key-3", attempt));
        isRateLimited(server.post("slow", "/v1/payments", "key-2", PAID));
    }

    @Test
    void aKnownKeyWithOtherContentIsToldSoAndNotToWait() {
        server.post("slow", "/v1/payments", "key-1", PAID);
        useUp("slow");

        HttpResponse<String> other = server.post("slow", "/v1/payments", "key-1", PaymentJson.of("cart-1", 9_900));

        assertThat(field(other, "code")).isEqualTo("idempotency_key_reused");
    }

    @Test
    void aRequestThatCannotBeReadIsToldSoAndNotToWait() {
        useUp("slow");

        assertThat(server.post("slow", "/v1/payments", "key-1", "{\"amount\":").statusCode())
                .isEqualTo(400);
        assertThat(server.post("slow", "/v1/payments", "key-1", "{\"colour\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.post("slow", "/v1/payments", PAID).statusCode())
                .as("without an idempotency key")
                .isEqualTo(400);
    }

    @Test
    void whatTheKeyMayNotAtAllIsForbiddenHoweverLittleIsLeft() {
        useUp("reader");

        assertThat(server.post("reader", "/v1/payments", "key-1", PAID).statusCode())
                .isEqualTo(403);
    }

    @Test
    void otherKeysOfTheSameMerchantAreNotAffected() {
        useUp("slow");

        assertThat(server.post("fast", "/v1/payments", "key-1", PAID).statusCode())
                .isEqualTo(201);
    }

    @Test
    void aWrongKeyUsesUpNothingOfTheRightOne() {
        String key = server.key("slow");
        String wrong = key.substring(0, key.length() - 1) + (key.endsWith("0") ? '1' : '0');

        for (int i = 0; i < 20; i++) {
            HttpResponse<String> refused = server.get(wrong, "/v1/nothing");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().map().keySet()).noneMatch(name -> name.startsWith("ratelimit"));
        }
        tells(server.get("slow", "/v1/nothing"), 404, 9);
    }

    private void useUp(String name) {
        HttpResponse<String> answer = server.get(name, "/v1/nothing");
        while (!header(answer, "RateLimit-Remaining").equals("0")) {
            answer = server.get(name, "/v1/nothing");
        }
    }

    private static void tells(HttpResponse<String> answer, int status, int remaining) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "RateLimit-Limit")).isEqualTo("10");
        assertThat(header(answer, "RateLimit-Remaining")).isEqualTo(String.valueOf(remaining));
        assertThat(header(answer, "RateLimit-Reset")).as("one per second").isEqualTo(String.valueOf(10 - remaining));
    }

    private static void isRateLimited(HttpResponse<String> answer) {
        assertThat(field(answer, "code")).isEqualTo("rate_limited");
        assertThat(field(answer, "retry")).isEqualTo("same_key");
        assertThat(header(answer, "Retry-After")).isEqualTo("1");
        tells(answer, 429, 0);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static KeyGrant grant(String scopes, int requestsPerSecond) {
        return new KeyGrant(Tenant.test("shop"), new TreeSet<>(List.of(scopes.split(","))), requestsPerSecond, null);
    }
}
