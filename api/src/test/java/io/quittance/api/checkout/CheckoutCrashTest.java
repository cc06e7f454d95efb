package io.quittance.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.Wiring;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.acquirer.LedgerSummary;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.checkout.Merchant.Reply;
import io.quittance.api.process.QuittanceProcess;
import io.quittance.engine.id.Mode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a checkout goes on where it was when its server's process is killed (CE-9), and charges once. Method:
 * {@code serve --dev} in a process of its own, killed while a payer is at his issuer and while the shop has to resume;
 * its successor works on the same files and the same port.
 */
final class CheckoutCrashTest {
    private static final String KEY =
            ApiKey.generate(Mode.TEST, Wiring.randomness()).text();

    @TempDir
    private Path directory;

    private final Payer payer = new Payer();
    private final AtomicReference<String> address = new AtomicReference<>("");
    private final Merchant merchant = new Merchant(address::get, KEY);
    private QuittanceProcess server;

    @BeforeEach
    void start() {
        start(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPayerWhoIsAtHisIssuerWhileTheServerIsKilledConfirmsAfterwardsAndPaysOnce() throws IOException {
        Reply token = merchant.token("crash-1");
        payer.pays(token, Payer.ASKED);
        String issuer = payer.issuerOf(token);

        killAndStart();
        assertThat(merchant.now(token).standing()).isEqualTo("in_use 3");
        assertThat(payer.issuerOf(token)).isEqualTo(issuer);
        payer.answers(issuer, "confirm");

        paid(token);
    }

    @Test
    void aPaymentThatWaitsForTheShopWhileTheServerIsKilledIsResumedAfterwardsAndMadeOnce() throws IOException {
        Reply token = merchant.token("crash-2", ",\"wait_pre_execute\":true");
        payer.pays(token, Payer.ASKED);
        payer.answers(payer.issuerOf(token), "confirm");
        Reply before = merchant.now(token);
        assertThat(before.standing()).isEqualTo("awaiting_resume 99");

        killAndStart();
        assertThat(merchant.now(token).standing()).isEqualTo("awaiting_resume 99");
        assertThat(merchant.now(token).text("/resume_before")).isEqualTo(before.text("/resume_before"));
        assertThat(merchant.resume(token).status()).isEqualTo(200);
        assertThat(merchant.resume(token).text("/code")).isEqualTo("not_waiting_for_resume");

        paid(token);
    }

    private void start(int port) {
        server = QuittanceProcess.startLight(
                List.of("serve", "--dev", "--port", String.valueOf(port), "--data", data().toString()),
                Map.of("QUITTANCE_DEV_KEY", KEY),
                directory.resolve("serve.log"));
        address.set(server.baseUrl());
    }

    private void killAndStart() {
        server.kill();
        start(URI.create(server.baseUrl()).getPort());
    }

    private void paid(Reply token) throws IOException {
        assertThat(payer.sees(token)).isEqualTo("Paid");
        assertThat(merchant.now(token).standing()).isEqualTo("consumed 0");
        server.kill();
        try (SimulatedAcquirer acquirer =
                SimulatedAcquirer.open(data().resolve("acquirer-ledger.jsonl"), FaultPlan.NONE, Clock.systemUTC())) {
            LedgerSummary ledger = acquirer.summary();
            assertThat(ledger.approved()).isEqualTo(1);
            assertThat(ledger.takenAmounts()).containsEntry("EUR", 1250L);
            assertThat(ledger.receivedMoreThanOnce()).isEmpty();
        }
    }

    private Path data() {
        return directory.resolve("data");
    }
}
