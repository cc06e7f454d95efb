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

/** What is no version stops what is new and nothing else: keys are replayed and intents are looked for before. */
final class IfMatchTest {
    private static final String ATTEMPT = "{\"payment_method\":" + PaymentJson.METHOD + "}";

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    @ParameterizedTest
    @ValueSource(strings = {"\"9\"", "\"x\"", "x", "W/\"1\"", "\"1\", \"2\"", "\"0\"", "\"-1\"", "1"})
    void whatDoesNotMatchIsRefusedAndTheIntentIsShown(String sent) {
        String intent = made();

        Answer refused = server.send(attempt(intent, "key-1").header("If-Match", sent));

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("precondition_failed");
        assertThat(refused.json().at("/intent/id").asText()).isEqualTo(intent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"x\"", "W/\"1\"", "\"1\", \"2\""})
    void aRepeatGetsItsAnswerWhateverItNames(String sent) {
        String intent = made();
        Answer paid = server.send(attempt(intent, "key-1").header("If-Match", "\"1\""));

        Answer repeat = server.send(attempt(intent, "key-1").header("If-Match", sent));

        assertThat(paid.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(repeat.body()).isEqualTo(paid.body());
        assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void severalHeadersAreNoVersion() {
        assertThat(server.send(attempt(made(), "key-1")
                                .header("If-Match", "\"1\"")
                                .header("If-Match", "\"1\""))
                        .status())
                .isEqualTo(412);
    }

    @Test
    void anyVersionWillDo() {
        assertThat(server.send(attempt(made(), "key-1").header("If-Match", "*")).status())
                .isEqualTo(200);
    }

    @Test
    void whereThereIsNoIntentThereIsNothingToMatch() {
        assertThat(server.send(attempt("pi_" + "a".repeat(32), "key-1").header("If-Match", "\"x\""))
                        .status())
                .isEqualTo(404);
    }

    private static HttpRequest.Builder attempt(String intent, String key) {
        return server.json("/v1/payment_intents/" + intent + "/attempts", ATTEMPT)
                .header("Idempotency-Key", key);
    }

    private static String made() {
        return server.send(server.json("/v1/payment_intents", "{\"amount\":1250,\"currency\":\"EUR\"}"))
                .json()
                .path("id")
                .asText();
    }
}
