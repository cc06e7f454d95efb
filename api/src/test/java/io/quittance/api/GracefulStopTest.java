package io.quittance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quittance.api.RunningServer.Answer;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.engine.audit.JournalCheck;
import io.quittance.persistence.DataDirectoryInUse;
import io.quittance.persistence.Journals;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop owes an answer to everyone whom it let in. */
final class GracefulStopTest {
    private static final FaultPlan SLOW = FaultPlan.parse("latency=1000", 1);

    @TempDir
    Path directory;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(directory, "shop", SLOW);
    }

    @Test
    void aPaymentUnderWayGetsItsAnswer() {
        CompletableFuture<Answer> payment = paymentUnderWay();

        server.close();

        assertThat(payment).succeedsWithin(Duration.ofSeconds(5));
        assertThat(payment.join().status()).isEqualTo(201);
        assertThat(payment.join().json().path("status").asText()).isEqualTo("succeeded");
        assertThat(server.ledger().approved()).isEqualTo(1);
    }

    @Test
    void theSameDirectoryOpensAgainAtOnceAndTellsTheSame() {
        CompletableFuture<Answer> payment = paymentUnderWay();
        server.close();

        try (RunningServer next = RunningServer.start(directory)) {
            Answer told = payment.join();
            assertThat(next.get(told.header("Location")).body()).isEqualTo(told.body());
            assertThat(next.ledger().entries()).isEqualTo(1);
        }
    }

    @Test
    void theJournalIsClosedAndWhole() {
        paymentUnderWay();
        assertThatThrownBy(() -> Journals.embedded(directory)).isInstanceOf(DataDirectoryInUse.class);

        server.close();

        JournalCheck check = new JournalCheck();
        Journals.reader(directory).forEach(0, check::accept);
        assertThat(check.findings()).isEmpty();
        assertThat(check.counts()).containsEntry("intent.attempt_approved.v1", 1L);
        Journals.embedded(directory).close();
    }

    @Test
    void nobodyIsLetInAfterwards() {
        int port = server.baseUrl().getPort();
        server.close();

        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
        assertThat(server.engine().isReady()).isFalse();
    }

    @Test
    void aSecondStopChangesNothing() {
        server.close();
        server.close();

        RunningServer.start(directory).close();
    }

    /** Its attempt has left and has not come back, as far as the journal knows. */
    private CompletableFuture<Answer> paymentUnderWay() {
        CompletableFuture<Answer> payment = server.sendAsync(
                server.json("/v1/payments", PaymentJson.of("cart-1", 1250)).header("Idempotency-Key", "key-1"));
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Journals.reader(directory).end() >= 2);
        return payment;
    }
}
