package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.KeyedServer;
import io.quittance.api.PaymentJson;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.access.KeyGrant;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that is revoked while it is in use. */
final class RevokedKeyTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private KeyedServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        KeyGrant grant = new KeyGrant(Tenant.test("shop"), new TreeSet<>(List.of("payments", "read")), 1_000, null);
        server = KeyedServer.start(directory, Map.of("old", grant, "new", grant));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theNewKeyGoesOnWithWhatTheOldOneBegan() {
        HttpResponse<String> paid = server.post("old", "/v1/payments", "key-1", PaymentJson.of("cart-1", 1250));

        server.revoke("old");
        await().atMost(SOON)
                .until(() -> server.get("old", "/v1/payment_intents").statusCode() == 401);

        HttpResponse<String> again = server.post("new", "/v1/payments", "key-1", PaymentJson.of("cart-1", 1250));
        assertThat(again.body()).isEqualTo(paid.body());
        assertThat(server.ledger().entries()).isEqualTo(1);
    }

    @Test
    void aStreamOfEventsEndsWithItsKeyAndNoOther() {
        server.post("old", "/v1/payments", "key-1", PaymentJson.of("cart-1", 1250));
        CompletableFuture<HttpResponse<String>> old = stream("old");
        CompletableFuture<HttpResponse<String>> other = stream("new");

        server.revoke("old");

        assertThat(old).succeedsWithin(SOON);
        assertThat(old.join().statusCode()).isEqualTo(200);
        assertThat(old.join().body()).contains("payment_intent.succeeded");
        assertThat(other).isNotDone();
        other.cancel(true);
    }

    /** Completes when the server ends the stream. */
    private CompletableFuture<HttpResponse<String>> stream(String name) {
        return server.sendAsync(server.request(name, "/v1/events")
                .header("Accept", "text/event-stream")
                .GET());
    }
}
