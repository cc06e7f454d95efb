package io.quittance.api.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.Counterparty;
import io.quittance.api.HttpServer;
import io.quittance.api.ServerSettings;
import io.quittance.api.Wiring;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.auth.ApiKeys;
import io.quittance.api.demo.Shop;
import io.quittance.api.process.QuittanceProcess;
import io.quittance.engine.id.Mode;
import io.quittance.persistence.Journals;
import io.quittance.persistence.inbox.InboxFile;
import io.quittance.persistence.sqlite.Sqlite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: an acknowledged notification is asked about once, whatever becomes of the process, and none undoes what is
 * final (PP-13, PP-14, X-8). Method: a server and its successors over the same files, a provider that says what the
 * test wants, and notifications over loopback as the provider would send them.
 */
final class InboxServerTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ApiKey KEY = ApiKey.generate(Mode.TEST, Wiring.randomness());

    @TempDir
    private Path directory;

    private ScriptedProvider provider;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        provider = new ScriptedProvider();
        startServer();
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    @Test
    void aNotificationThatComesTwiceIsAskedAboutOnceAlsoAcrossARestart() throws Exception {
        String reference = pay("succeeded");
        assertThat(notify(reference, ScriptedProvider.APPROVED, 1)).isEqualTo(200);
        assertThat(notify(reference, ScriptedProvider.APPROVED, 1)).isEqualTo(200);
        awaitInbox("done");

        restart();
        assertThat(notify(reference, ScriptedProvider.APPROVED, 1)).isEqualTo(200);
        assertThat(provider.inquiries()).isEqualTo(1);
        assertThat(notify(reference, ScriptedProvider.APPROVED, 2)).isEqualTo(200);
        awaitInbox("done", "done");

        assertThat(provider.inquiries()).isEqualTo(2);
    }

    @Test
    void anApprovalAfterTheEndIsReversedThoughTheProcessEndedRightAfterItsAcknowledgement() throws Exception {
        provider.debitsEnd(ScriptedProvider.DECLINED);
        provider.says(ScriptedProvider.BROKEN);
        String reference = pay("failed");
        assertThat(notify(reference, ScriptedProvider.APPROVED, 1)).isEqualTo(200);
        server.close();
        awaitInbox("waiting");
        assertThat(provider.cancels()).isZero();

        provider.says(ScriptedProvider.APPROVED);
        startServer();

        awaitInbox("done");
        await().untilAsserted(() ->
                assertThat(eventsOf(reference)).contains("reversal").contains("late"));
        await().untilAsserted(() -> assertThat(provider.cancels()).isEqualTo(1));
    }

    @Test
    void anApprovalAfterTheEndIsReversedThoughTheProcessWasKilledRightAfterItsAcknowledgement() throws Exception {
        Path data = directory.resolve("killed");
        provider.debitsEnd(ScriptedProvider.DECLINED);
        provider.says(ScriptedProvider.BROKEN);
        try (QuittanceProcess first = serve(data)) {
            String reference = pay(first.baseUrl(), "failed");
            assertThat(new Notifier(first.baseUrl(), data).send(reference, ScriptedProvider.APPROVED, 1))
                    .isEqualTo(200);
            first.kill();
        }
        assertThat(provider.cancels()).isZero();

        provider.says(ScriptedProvider.APPROVED);
        try (QuittanceProcess second = serve(data)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(provider.cancels()).isEqualTo(1));
        }
    }

    @Test
    void aPendingNotificationAfterTheEndChangesNothing() throws Exception {
        String reference = pay("succeeded");
        String before = eventsOf(reference);

        assertThat(notify(reference, ScriptedProvider.PENDING, 1)).isEqualTo(200);
        awaitInbox("done");

        assertThat(eventsOf(reference)).isEqualTo(before);
    }

    @Test
    void aProviderThatCallsWhatHasEndedPendingIsAskedAgainAndBelievedInNothing() throws Exception {
        String reference = pay("succeeded");
        String before = eventsOf(reference);
        provider.says(ScriptedProvider.PENDING);

        assertThat(notify(reference, ScriptedProvider.PENDING, 1)).isEqualTo(200);
        await().untilAsserted(() -> assertThat(provider.inquiries()).isEqualTo(1));
        restart();
        await().untilAsserted(() -> assertThat(provider.inquiries()).isEqualTo(2));

        assertThat(eventsOf(reference)).isEqualTo(before);
        awaitInbox("waiting");
    }

    @Test
    void aNotificationThatCannotBeKeptIsRefusedAndItsRepeatIsTaken() throws Exception {
        String reference = pay("succeeded");
        try (Connection other = Sqlite.open(directory.resolve(InboxFile.NAME));
                Statement statement = other.createStatement()) {
            statement.execute("ALTER TABLE notification RENAME TO elsewhere");
            assertThat(notify(reference, ScriptedProvider.APPROVED, 1)).isEqualTo(500);
            statement.execute("ALTER TABLE elsewhere RENAME TO notification");
        }
        assertThat(provider.inquiries()).isZero();

        assertThat(notify(reference, ScriptedProvider.APPROVED, 1)).isEqualTo(200);

        awaitInbox("done");
        assertThat(provider.inquiries()).isEqualTo(1);
    }

    @Test
    void aNotificationOfNoneOfOursIsDoneWithoutAQuestion() throws Exception {
        assertThat(notify("pi_" + "A".repeat(22) + "-1", ScriptedProvider.APPROVED, 1))
                .isEqualTo(200);
        assertThat(notify("another-shop-7", ScriptedProvider.APPROVED, 1)).isEqualTo(200);

        awaitInbox("done", "done");
        assertThat(provider.inquiries()).isZero();
    }

    private void startServer() {
        Partner partner = new Partner(
                PartnerSettings.of(provider.baseUrl(), directory),
                InboxFile.open(directory),
                Wiring.randomness(),
                Clock.systemUTC());
        server = Wiring.start(new ServerSettings(
                "127.0.0.1",
                0,
                ApiKeys.single(KEY, "shop"),
                Journals.embedded(directory.resolve("data")),
                Counterparty.of(partner)));
    }

    private void restart() {
        server.close();
        startServer();
    }

    private QuittanceProcess serve(Path data) throws IOException {
        Files.createDirectories(data);
        return QuittanceProcess.startLight(
                List.of(
                        "serve",
                        "--dev",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--acquirer",
                        "" + provider.baseUrl()),
                Map.of("QUITTANCE_DEV_KEY", KEY.text()),
                data.resolve("serve.log"));
    }

    /** The reference at the provider of a payment that ended like this. */
    private String pay(String end) {
        return pay(server.baseUrl(), end);
    }

    private static String pay(String at, String end) {
        Shop.Answer paid = new Shop(URI.create(at), KEY.text())
                .pay("k-1", "cart-1", 1250, Shop.GOOD_CARD)
                .join();
        assertThat(paid.paymentStatus()).isEqualTo(end);
        return paid.field("/id").asText() + "-1";
    }

    private String eventsOf(String reference) {
        String intent = reference.substring(0, reference.lastIndexOf('-'));
        return new Shop(URI.create(server.baseUrl()), KEY.text())
                .get("/v1/payment_intents/" + intent + "/events")
                .join()
                .body();
    }

    private int notify(String reference, String code, int second) throws Exception {
        return new Notifier(server.baseUrl(), directory).send(reference, code, second);
    }

    private void awaitInbox(String... statuses) {
        await().untilAsserted(() -> assertThat(inbox()).containsExactly(statuses));
    }

    private List<String> inbox() throws SQLException {
        try (Connection connection = Sqlite.openToRead(directory.resolve(InboxFile.NAME));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT group_concat(status) FROM notification")) {
            String all = rows.getString(1);
            return all == null ? List.of() : List.of(all.split(","));
        }
    }
}
