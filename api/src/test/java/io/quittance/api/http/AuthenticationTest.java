package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.Wiring;
import io.quittance.api.auth.ApiKey;
import io.quittance.engine.id.Mode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask. Whoever has no good key learns nothing, not even whether the question was well put. */
final class AuthenticationTest {
    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    @Test
    @DisplayName("T11 no key: 401, nothing is parsed")
    void withoutAKeyNothingIsParsed() {
        List<HttpRequest.Builder> requests = List.of(
                server.bare("/v1/payments")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"amount\":")),
                server.bare("/v1/payments").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("hello")),
                server.bare("/v1/payments")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(" ".repeat(70_000))),
                server.bare("/v1/payment_intents/no-intent/attempts").POST(BodyPublishers.noBody()),
                server.bare("/v1/payment_intents/no-intent").GET(),
                server.bare("/v1/no/such/path").GET(),
                server.bare("/v1/payments").DELETE());

        assertThat(requests).allSatisfy(request -> isUnauthorized(server.send(request)));
        assertThat(server.recorded()).isZero();
    }

    @Test
    void bothFormsOfTheHeaderAreAccepted() {
        String key = server.key().text();

        assertThat(statusWith("Authorization", "Bearer " + key)).isEqualTo(404);
        assertThat(statusWith("Authorization", "bearer " + key)).isEqualTo(404);
        assertThat(statusWith("x-api-key", key)).isEqualTo(404);
        assertThat(statusWith("X-Api-Key", key)).isEqualTo(404);
    }

    @Test
    @DisplayName("T11 a bad key: 401 in both forms")
    void aKeyWithAWrongChecksumIsRefusedInBothForms() {
        String key = server.key().text();
        char last = key.charAt(key.length() - 1);
        String wrong = key.substring(0, key.length() - 1) + (last == '0' ? '1' : '0');

        isRefusedInBothForms(wrong);
    }

    @Test
    void aKeyWithTheRightIdAndAnotherSecretIsRefusedInBothForms() {
        isRefusedInBothForms(forged(secret -> "x".repeat(secret.length())));
        isRefusedInBothForms(forged(secret -> secret.substring(1) + secret.charAt(0)));
    }

    @Test
    void anotherServersKeyIsRefused() {
        isRefusedInBothForms(ApiKey.generate(Mode.TEST, Wiring.randomness()).text());
        isRefusedInBothForms(ApiKey.generate(Mode.LIVE, Wiring.randomness()).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "qk_test", "Token x"})
    void whatIsNoBearerKeyIsRefused(String authorization) {
        isUnauthorized(server.send(server.bare("/v1/payments")
                .header("Authorization", authorization)
                .POST(BodyPublishers.noBody())));
    }

    @Test
    void aGoodBodyWithoutAKeyChargesNothing() {
        long before = server.recorded();

        isUnauthorized(server.send(server.bare("/v1/payments")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-1")
                .POST(BodyPublishers.ofString(PaymentJson.of("cart-1", 1250)))));

        assertThat(server.recorded()).isEqualTo(before);
        assertThat(server.ledger().entries()).isZero();
    }

    private static int statusWith(String header, String value) {
        return server.send(server.bare("/v1/nothing").header(header, value).GET())
                .status();
    }

    private static void isRefusedInBothForms(String key) {
        isUnauthorized(server.send(server.bare("/v1/nothing")
                .header("Authorization", "Bearer " + key)
                .GET()));
        isUnauthorized(
                server.send(server.bare("/v1/nothing").header("x-api-key", key).GET()));
    }

    private static void isUnauthorized(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthorized");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.json().at("/result/code").asText()).isEqualTo("800.100.152");
        assertThat(answer.json().path("errors")).isEmpty();
        assertThat(answer.json().path("timestamp").asText()).endsWith("Z");
    }

    /** The server's own key with another secret and the checksum that goes with it: what a forger would present. */
    private static String forged(UnaryOperator<String> secret) {
        String[] parts = server.key().text().split("_");
        String body = String.join("_", parts[0], parts[1], parts[2], secret.apply(parts[3]));
        String forged = body + "_" + Base62Crc.of(body);
        assertThat(ApiKey.parse(forged)).as("well formed").isPresent();
        return forged;
    }
}
