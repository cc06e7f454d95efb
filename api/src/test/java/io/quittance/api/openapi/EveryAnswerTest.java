package io.quittance.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.KeyedServer;
import io.quittance.api.RunningServer;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.openapi.ApiDocument.Operation;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.Journals;
import io.quittance.persistence.access.KeyGrant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: nothing is documented that is never answered. Method: everything is brought about on real servers, the broken
 * ones really broken; that each answer fits the document is seen by {@link RunningServer} itself.
 */
final class EveryAnswerTest {

    /**
     * A key is said to be in use only while the journal hangs for longer than a caller waits, which cannot be brought
     * about at will; the scenarios of hurried callers meet it on a busy machine. The time to capture is days, and that
     * of an access token fifteen minutes; the engine's own tests have a clock for that. After a resolution something
     * else is open only where a late approval is being undone beside a new attempt. The stream has a test of its own.
     */
    private static final Set<String> NOT_HERE = Set.of(
            "POST /v1/payments 409 idempotency_key_in_use",
            "POST /v1/payment_intents 409 idempotency_key_in_use",
            "POST /v1/payment_intents/{id}/attempts 409 idempotency_key_in_use",
            "POST /v1/payment_intents/{id}/capture 409 idempotency_key_in_use",
            "POST /v1/payment_intents/{id}/capture 409 capture_window_closed",
            "POST /v1/payment_intents/{id}/void 409 idempotency_key_in_use",
            "POST /v1/payment_intents/{id}/refunds 409 idempotency_key_in_use",
            "POST /v1/payment_intents/{id}/cancel 409 idempotency_key_in_use",
            "POST /v1/payment_intents/{id}/reverse 409 idempotency_key_in_use",
            "POST /v1/payment_intents/{id}/resolution 409 idempotency_key_in_use",
            "POST /v1/payment_intents/{id}/resolution 202 application/json",
            "POST /v1/access_tokens 409 idempotency_key_in_use",
            "POST /v1/access_tokens/{id}/revoke 409 idempotency_key_in_use",
            "POST /v1/access_tokens/{id}/revoke 409 token_expired",
            "POST /v1/access_tokens/{id}/resume 409 idempotency_key_in_use",
            "POST /v1/access_tokens/{id}/resume 409 token_expired",
            "GET /v1/events 200 text/event-stream");

    @TempDir
    Path well;

    @TempDir
    Path slow;

    @TempDir
    Path broken;

    @TempDir
    Path keyed;

    @TempDir
    Path holding;

    @TempDir
    Path plain;

    @TempDir
    Path brokenTerminals;

    @TempDir
    Path noTerminals;

    @Test
    void everyDocumentedAnswerIsGiven() throws Exception {
        Set<String> missing = new TreeSet<>(AnswerCheck.names(ApiDocument.CONTRACT.operations()));
        missing.removeAll(fromAServerThatIsWellAndThenCloses());
        missing.removeAll(fromAServerWhoseAcquirerIsSlow());
        missing.removeAll(fromAServerWhoseFilesWereTamperedWith());
        missing.removeAll(fromAServerWhoseKeysMayNotOrNoMore());
        missing.removeAll(fromAServerWhoseAcquirerOnlyHoldsMoney());
        missing.removeAll(fromAServerWhoseAcquirerDoesNotHoldMoney());
        missing.removeAll(fromAServerWhoseTerminalsBreakDown());
        missing.removeAll(fromAServerWithoutTerminals());
        missing.removeAll(NOT_HERE);

        assertThat(missing).isEmpty();
    }

    private Set<String> fromAServerThatIsWellAndThenCloses() {
        try (RunningServer server = RunningServer.start(well)) {
            BodyScene bodies = new BodyScene(server);
            LookScene looks = new LookScene(server);
            bodies.play();
            OperationScene operations = new OperationScene(server);
            operations.play(bodies, bodies.withoutKeysLeft());
            new WorkScene(server).play(bodies);
            TerminalScene terminals = new TerminalScene(server);
            terminals.play();
            WebhookScene webhooks = new WebhookScene(server);
            webhooks.play();
            TokenScene tokens = new TokenScene(server);
            tokens.play();
            CardScene cards = new CardScene(server);
            cards.play();
            String intent = bodies.made("looks");
            looks.play(intent);
            server.engine().close();
            tokens.playOnce("closed", Operation.token(intent));
            terminals.playOnce("tm_" + "a".repeat(32));
            webhooks.playOnce("we_" + "a".repeat(32));
            cards.playOnce("xr_" + "a".repeat(32));
            looks.playOnce(intent);
            bodies.playOnce("closed", intent);
            operations.playOnce(intent);
            server.send(server.bare("/health/ready").GET());
            return server.given();
        }
    }

    private Set<String> fromAServerWhoseAcquirerIsSlow() {
        try (RunningServer server = RunningServer.start(slow, "shop", FaultPlan.parse("latency=3000", 1))) {
            new BodyScene(server).playSlowly();
            new OperationScene(server).playSlowly();
            return server.given();
        }
    }

    private Set<String> fromAServerWhoseAcquirerOnlyHoldsMoney() {
        Set<Capability> offers = EnumSet.of(Capability.MANUAL_CAPTURE, Capability.INQUIRY);
        try (RunningServer server = RunningServer.start(holding, "shop", FaultPlan.NONE, offers)) {
            new OperationScene(server).playUnsupported();
            return server.given();
        }
    }

    private Set<String> fromAServerWhoseAcquirerDoesNotHoldMoney() {
        Set<Capability> offers = EnumSet.of(Capability.INQUIRY);
        try (RunningServer server = RunningServer.start(plain, "shop", FaultPlan.NONE, offers)) {
            new BodyScene(server).playUnsupported();
            return server.given();
        }
    }

    private Set<String> fromAServerWhoseTerminalsBreakDown() {
        try (RunningServer server = RunningServer.startWithBrokenTerminals(brokenTerminals)) {
            new TerminalScene(server).playOnce("tm_" + "a".repeat(32));
            new WebhookScene(server).playOnce("we_" + "a".repeat(32));
            new CardScene(server).playOnce("xr_" + "a".repeat(32));
            return server.given();
        }
    }

    private Set<String> fromAServerWithoutTerminals() {
        try (RunningServer server = RunningServer.startWithoutTerminals(noTerminals, Set.of(Capability.INQUIRY))) {
            new BodyScene(server).playUnsupported();
            new TokenScene(server).playOnce("nowhere", Operation.token("pi_" + "a".repeat(32)));
            new TerminalScene(server).playOnce("tm_" + "a".repeat(32));
            new WebhookScene(server).playOnce("we_" + "a".repeat(32));
            new CardScene(server).playOnce("xr_" + "a".repeat(32));
            return server.given();
        }
    }

    /**
     * The key of one intent's personal fields is another one now, one event is not the one that was written, and where
     * the read model should be is something that cannot be replaced.
     */
    private Set<String> fromAServerWhoseFilesWereTamperedWith() throws SQLException, IOException {
        String sealed;
        String tampered;
        String token;
        try (RunningServer server = RunningServer.start(broken)) {
            BodyScene bodies = new BodyScene(server);
            sealed = bodies.madeWithSomethingPersonal("sealed");
            token = new TokenScene(server).issued("sealed", 1250, false);
            tampered = bodies.made("tampered");
        }
        change("keys.db", "UPDATE secret SET key = randomblob(32) WHERE kind = 'personal'");
        change(
                "journal.db",
                "UPDATE event_journal SET event_payload = CAST(replace(CAST(event_payload AS TEXT), 'EUR', 'USD')"
                        + " AS BLOB) WHERE persistence_id = 'intent|" + tampered + "'");
        Path readModel = broken.resolve(Journals.READ_MODEL_FILE);
        Files.delete(readModel);
        Files.createDirectories(readModel.resolve("in the way"));
        try (RunningServer server = RunningServer.start(broken)) {
            new BodyScene(server).playOnce("sealed", sealed);
            new OperationScene(server).playOnce(sealed);
            new TokenScene(server).playOnce("sealed", token);
            new LookScene(server).playOnce(sealed);
            server.get("/v1/idempotency/personal-sealed?path=/v1/payment_intents");
            server.get("/v1/payment_intents/" + tampered + "/events");
            return server.given();
        }
    }

    private Set<String> fromAServerWhoseKeysMayNotOrNoMore() {
        Tenant shop = Tenant.test("shop");
        Map<String, KeyGrant> grants = Map.of(
                "other", new KeyGrant(shop, new TreeSet<>(Set.of("admin")), 5_000, null),
                "slow", new KeyGrant(shop, new TreeSet<>(Set.of("payments", "operator")), 1, null));
        try (KeyedServer server = KeyedServer.start(keyed, grants)) {
            KeyScene scene = new KeyScene(server);
            scene.play("other");
            scene.useUp("slow");
            scene.play("slow");
            return server.given();
        }
    }

    private void change(String file, String sql) throws SQLException {
        try (Connection connection = open(broken.resolve(file));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=5000");
    }
}
