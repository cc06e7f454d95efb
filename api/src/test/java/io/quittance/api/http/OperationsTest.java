package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What those who operate the server see, without a key. */
final class OperationsTest {
    @RegisterExtension
    private final RunningServer server = RunningServer.forTests();

    @Test
    void aGoodServerIsLiveAndReady() {
        for (String path : new String[] {"/health/live", "/health/ready"}) {
            assertThat(look(path).status()).isEqualTo(200);
            assertThat(look(path).body()).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void aServerWhoseEngineIsClosedIsLiveAndNotReady() {
        server.engine().close();

        assertThat(look("/health/live").status()).isEqualTo(200);
        assertThat(look("/health/ready").status()).isEqualTo(503);
        assertThat(look("/health/ready").body()).isEqualTo("{\"status\":\"down\"}");
        Answer refused = server.post("/v1/payments", "key-1", PaymentJson.of("cart-1", 1250));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("overloaded");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(server.ledger().entries()).isZero();
    }

    @Test
    void theVersionSaysWhatRuns() {
        JsonNode version = look("/version").json();

        assertThat(version.fieldNames()).toIterable().containsExactly("version", "commit", "java", "akka");
        assertThat(version.path("java").asText()).isEqualTo(Runtime.version().toString());
        assertThat(version.path("akka").asText()).isEqualTo("2.8.5");
    }

    @Test
    void theMetricsCountWhatTheJournalWrites() {
        double before = counted("quittance_journal_events_total");

        server.post("/v1/payments", "key-1", PaymentJson.of("cart-1", 1250));

        assertThat(counted("quittance_journal_events_total") - before)
                .as("created, started, approved")
                .isEqualTo(3);
        assertThat(counted("quittance_journal_commits_total")).isBetween(1.0, 4.0);
        assertThat(look("/metrics").header("Content-Type")).startsWith("text/plain");
    }

    private Answer look(String path) {
        return server.send(server.bare(path).GET());
    }

    private double counted(String name) {
        return look("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }
}
