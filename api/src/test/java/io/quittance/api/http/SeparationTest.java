package io.quittance.api.http;

import static io.quittance.api.KeyedServer.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.KeyedServer;
import io.quittance.api.PaymentJson;
import io.quittance.api.terminals.Tills;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.access.KeyGrant;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One merchant's test and live data, and another merchant's: as if on three servers. */
final class SeparationTest {
    private static KeyedServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = KeyedServer.start(
                directory,
                Map.of(
                        "test", grant(new Tenant("shop", Mode.TEST)),
                        "live", grant(new Tenant("shop", Mode.LIVE)),
                        "other", grant(new Tenant("other", Mode.TEST))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"test, live", "live, test", "test, other", "other, test"})
    void whatOneMakesIsNotThereForTheOther(String maker, String stranger) {
        String cart = "cart-" + maker + "-" + stranger;
        String path = "/v1/payment_intents/" + field(pay(maker, cart), "id");

        assertThat(server.get(maker, path).statusCode()).isEqualTo(200);
        assertThat(server.get(stranger, path).statusCode()).isEqualTo(404);
        assertThat(server.get(stranger, path + "/events").statusCode()).isEqualTo(404);
        long before = server.recorded();
        HttpResponse<String> attempt =
                server.post(stranger, path + "/attempts", "attempt", "{\"payment_method\":" + PaymentJson.METHOD + "}");
        assertThat(attempt.statusCode()).isEqualTo(404);
        assertThat(server.recorded()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"test, live", "live, test", "test, other", "other, test"})
    void aTerminalOfTheOneIsNotThereForTheOther(String maker, String stranger) {
        String body = "{\"name\":\"Till\",\"url\":\"" + server.tills().busy().http() + "\",\"api_key\":\"" + Tills.KEY
                + "\"}";
        String terminal = field(server.post(maker, "/v1/terminals", body), "id");
        String path = "/v1/terminals/" + terminal;
        String method = "{\"type\":\"terminal\",\"terminal_id\":\"" + terminal + "\"}";
        String cart = "till-" + maker + "-" + stranger;

        assertThat(server.get(stranger, path).statusCode()).isEqualTo(404);
        assertThat(server.get(stranger, "/v1/terminals").body()).doesNotContain(terminal);
        assertThat(server.post(stranger, path + "/cancel", "{}").statusCode()).isEqualTo(404);
        assertThat(server.send(server.request(stranger, path).DELETE()).statusCode())
                .isEqualTo(404);
        HttpResponse<String> strangers =
                server.post(stranger, "/v1/payments", cart, PaymentJson.of(cart, "1250", method));
        assertThat(strangers.statusCode()).isEqualTo(404);

        assertThat(server.get(maker, path).statusCode()).isEqualTo(200);
        assertThat(server.post(maker, "/v1/payments", cart, PaymentJson.of(cart, "1250", method))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void theSameReferenceAndKeyAreThreePayments() {
        long before = server.ledger().approved();

        List<HttpResponse<String>> answers =
                List.of(pay("test", "cart-same"), pay("live", "cart-same"), pay("other", "cart-same"));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers).extracting(answer -> field(answer, "id")).doesNotHaveDuplicates();
        assertThat(server.ledger().approved() - before).isEqualTo(3);
    }

    private static HttpResponse<String> pay(String name, String cart) {
        return server.post(name, "/v1/payments", "key-" + cart, PaymentJson.of(cart, 1250));
    }

    private static KeyGrant grant(Tenant tenant) {
        return new KeyGrant(tenant, new TreeSet<>(List.of("payments", "read")), 1_000, null);
    }
}
