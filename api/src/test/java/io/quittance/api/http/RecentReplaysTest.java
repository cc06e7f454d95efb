package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.acquirer.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a recorded answer that is kept at hand differs in nothing from one that its intent replays, and is given to
 * nobody else. Method: each request is sent three times, because the second answer is the first that is kept.
 */
final class RecentReplaysTest {

    @TempDir
    private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(directory, "shop", FaultPlan.NONE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyFurtherRepeatIsTheFirstAnswerAgain() {
        String body = PaymentJson.of("again", 1250);
        Answer first = server.post("/v1/payments", "again", body);

        for (int i = 0; i < 3; i++) {
            Answer repeat = server.post("/v1/payments", "again", body);
            assertThat(repeat.body()).isEqualTo(first.body());
            assertThat(repeat.status()).isEqualTo(201);
            assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
            assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(repeat.header("Request-Id")).isNotEqualTo(first.header("Request-Id"));
        }
    }

    @Test
    void anotherBodyUnderTheSameKeyIsStillRefused() {
        for (int i = 0; i < 3; i++) {
            assertThat(server.post("/v1/payments", "other", PaymentJson.of("other", 1250))
                            .status())
                    .isEqualTo(201);
        }

        assertThat(server.post("/v1/payments", "other", PaymentJson.of("other", 1260))
                        .code())
                .isEqualTo("idempotency_key_reused");
        assertThat(server.post("/v1/payment_intents", "other", PaymentJson.of("other", 1250))
                        .code())
                .isEqualTo("validation");
    }

    /** The same card code spelled otherwise is the same request, and takes the way through the intent. */
    @Test
    void theSameRequestInOtherBytesGetsTheSameAnswer() {
        String body = PaymentJson.of("bytes", 1250);
        Answer first = server.post("/v1/payments", "bytes", body);
        server.post("/v1/payments", "bytes", body);

        Answer spaced = server.post("/v1/payments", "bytes", " " + body + "\n");

        assertThat(spaced.body()).isEqualTo(first.body());
        assertThat(spaced.header("Idempotent-Replayed")).isEqualTo("true");
    }

    /** Amounts that end in 68 get no answer: what a repeat hears in the doubt is not its last word. */
    @Test
    void aRefundInDoubtIsToldAsItStandsEachTime() {
        String intent = server.post("/v1/payments", "doubt", PaymentJson.of("doubt", 1300))
                .json()
                .path("id")
                .asText();
        String refunds = "/v1/payment_intents/" + intent + "/refunds";
        String body = "{\"amount\":68}";
        assertThat(server.post(refunds, "back", body).status()).isEqualTo(202);
        assertThat(server.post(refunds, "back", body).status()).isEqualTo(202);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Answer repeat = server.post(refunds, "back", body);
            assertThat(repeat.status()).isEqualTo(200);
            assertThat(repeat.json().path("amount_refunded").asLong()).isEqualTo(68);
        });
    }

    /** Amounts that end in 91 never take effect: the key may run again, so no answer to it is ever kept. */
    @Test
    void anAttemptWithoutEffectRunsAgainEachTime() {
        String body = PaymentJson.of("none", 1291);

        for (int attempt = 1; attempt <= 4; attempt++) {
            Answer answer = server.post("/v1/payments", "none", body);
            assertThat(answer.json().path("attempts")).hasSize(attempt);
            assertThat(answer.json().path("safe_to_retry").asBoolean()).isTrue();
        }
    }
}
