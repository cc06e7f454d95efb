package io.quittance.persistence.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.webhook.EndpointStore.JournalMark;
import io.quittance.engine.webhook.LiveSecret;
import io.quittance.engine.webhook.Replay;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookEndpoint.Payload;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import io.quittance.engine.webhook.WebhookEndpoint.Success;
import io.quittance.engine.webhook.WebhookSecret;
import io.quittance.persistence.crypto.KeyFile;
import io.quittance.persistence.sqlite.StoreException;
import io.quittance.persistence.support.AtOnce;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointFileTest {
    private static final String SECRET = "whsec_c2VjcmV0c2VjcmV0c2VjcmV0";
    private static final String CHALLENGE = "chal4chal4chal4chal4chal4chal4ch";
    private static final Instant START = Instant.parse("2026-11-21T10:00:00.123Z");

    @TempDir
    private Path directory;

    private EndpointFile endpoints;

    @BeforeEach
    void open() {
        endpoints = EndpointFile.open(directory);
    }

    @AfterEach
    void close() {
        endpoints.close();
    }

    @Test
    void anEndpointReadsBackAsItWasKeptAlsoByALaterProcess() {
        WebhookEndpoint whole = whole();
        WebhookEndpoint bare = bare('b', START.plusSeconds(1));

        endpoints.keep(whole);
        endpoints.keep(bare);

        assertThat(endpoints.endpoints()).containsExactly(whole, bare);
        reopen();
        assertThat(endpoints.endpoints()).containsExactly(whole, bare);
    }

    @Test
    void theOldestIsTheFirstAndOneThatIsKeptAgainTakesItsOwnPlace() {
        WebhookEndpoint younger = bare('a', START.plusSeconds(1));
        WebhookEndpoint older = bare('b', START);
        endpoints.keep(younger);
        endpoints.keep(older);
        endpoints.keep(younger);

        assertThat(endpoints.endpoints()).containsExactly(older, younger);
    }

    @Test
    void theSecretsAndTheChallengeAreInNoByteOfAnyFileAndInNoWords() throws IOException {
        endpoints.keep(whole());
        isNowhere(SECRET);
        isNowhere(CHALLENGE);
        endpoints.close();
        isNowhere(SECRET);
        isNowhere("c2VjcmV0");
        open();

        assertThat(endpoints + " " + Sealed.of(endpoints.endpoints().get(0))).doesNotContain(SECRET, CHALLENGE);
        assertThat(endpoints.endpoints().toString()).doesNotContain(SECRET);
    }

    @Test
    void aRowThatWasMovedToAnotherEndpointDoesNotOpen() throws SQLException {
        endpoints.keep(whole());
        change("UPDATE endpoint SET id = '" + id('b') + "'");

        assertThatThrownBy(() -> endpoints.endpoints())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(id('b').value())
                .hasMessageContaining("moved to this endpoint")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x''", "x'00'", "zeroblob(28)", "zeroblob(64)", "sealed || x'00'"})
    void secretsThatWereChangedDoNotOpen(String bytes) throws SQLException {
        endpoints.keep(whole());
        change("UPDATE endpoint SET sealed = CAST(" + bytes + " AS BLOB)");

        assertThatThrownBy(() -> endpoints.endpoints())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void aLostKeyFileIsToldWithTheWayOutAndNoKeyIsMadeInItsPlace() throws IOException {
        endpoints.keep(whole());
        endpoints.close();
        Path keys = directory.resolve(KeyFile.NAME);
        Path kept = Files.move(keys, directory.resolve("elsewhere.db"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> EndpointFile.open(directory))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("no longer in " + keys)
                    .hasMessageContaining("back from one backup")
                    .hasMessageContaining("register their endpoints again");
        }

        Files.delete(keys);
        Files.move(kept, keys);
        open();
        assertThat(endpoints.endpoints()).containsExactly(whole());
    }

    @Test
    void theKeyFileOfAnotherInstallationOpensNothing(@TempDir Path other) throws IOException {
        endpoints.keep(whole());
        endpoints.close();
        EndpointFile.open(other).close();
        Files.delete(directory.resolve(KeyFile.NAME));
        Files.copy(other.resolve(KeyFile.NAME), directory.resolve(KeyFile.NAME));
        open();

        assertThatThrownBy(() -> endpoints.endpoints())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another than the one they were sealed with");
    }

    @Test
    void canBeReadByItsOwnerOnly() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "no POSIX permissions here");
        endpoints.keep(whole());

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .extracting(file -> PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .containsOnly("rw-------");
        }
    }

    @Test
    void whoeverOpensAtOnceSealsUnderOneKey(@TempDir Path fresh) {
        EndpointFile.open(fresh).close();

        AtOnce.from(4, number -> kept(fresh, number));

        try (EndpointFile file = EndpointFile.open(fresh)) {
            assertThat(file.endpoints())
                    .extracting(endpoint -> endpoint.secrets().get(0).secret().text())
                    .hasSize(4)
                    .containsOnly(SECRET);
        }
    }

    @Test
    void aReplayIsKeptUntilItHasEnded() {
        Replay.Wish all = new Replay.Wish(null, null, null, false);
        Replay.Wish some = new Replay.Wish(START, START.plusSeconds(5), new IntentId("pi_" + "c".repeat(32)), true);
        Replay first = replay("wr_1", all, 0, START);
        Replay second = replay("wr_2", some, 7, START.plusSeconds(1));
        endpoints.keep(second);
        endpoints.keep(first);
        reopen();
        assertThat(endpoints.replays()).containsExactly(first, second);

        endpoints.keep(replay("wr_1", all, 40, START));
        endpoints.keep(new Replay("wr_2", id('a'), some, at(50), at(50), 3, second.askedAt(), START.plusSeconds(9)));

        reopen();
        assertThat(endpoints.replays()).containsExactly(replay("wr_1", all, 40, START));
    }

    @Test
    void howFarTheJournalHadComeIsNotedAgainAndAgain() {
        assertThat(endpoints.mark()).isEmpty();
        endpoints.note(new JournalMark(at(7), "aa"));
        endpoints.note(new JournalMark(at(9), "bb"));

        reopen();
        assertThat(endpoints.mark()).contains(new JournalMark(at(9), "bb"));
    }

    private static WebhookEndpoint kept(Path directory, int number) {
        WebhookEndpoint endpoint = bare((char) ('a' + number), START);
        try (EndpointFile file = EndpointFile.open(directory)) {
            file.keep(endpoint);
        }
        return endpoint;
    }

    private static FeedPosition at(long position) {
        return new FeedPosition(position);
    }

    private static Replay replay(String id, Replay.Wish wish, long at, Instant askedAt) {
        return new Replay(id, id('a'), wish, at(at), at(50), 2, askedAt, null);
    }

    private static EndpointId id(char letter) {
        return new EndpointId("we_" + String.valueOf(letter).repeat(32));
    }

    private static WebhookEndpoint whole() {
        return new WebhookEndpoint(
                id('a'),
                new Tenant("shop", Mode.LIVE),
                URI.create("https://shop.example:8443/webhooks?x=1,2"),
                "Lager \u00dc 3 \u05e7\u05d5\u05e4\u05d4",
                List.of("payment_intent.*", "terminal.pin_started"),
                RetryPolicy.ofSeconds(List.of(1L, 60L, 3_600L)),
                Payload.THIN,
                Success.ONLY_200,
                List.of(
                        new LiveSecret(new WebhookSecret(SECRET), null),
                        new LiveSecret(new WebhookSecret("whsec_Zm9ybWVy"), START.plusSeconds(86_400)),
                        new LiveSecret(new WebhookSecret("whsk_cHJpdmF0ZQ=="), null)),
                Standing.DISABLED,
                "it answered 410",
                CHALLENGE,
                START,
                START.plusSeconds(1),
                START.plusSeconds(2),
                START.plusSeconds(3));
    }

    private static WebhookEndpoint bare(char letter, Instant createdAt) {
        return new WebhookEndpoint(
                id(letter),
                Tenant.test("shop"),
                URI.create("https://shop.example/"),
                null,
                List.of("*"),
                RetryPolicy.SEVEN_DAYS,
                Payload.FULL,
                Success.ANY_2XX,
                List.of(new LiveSecret(new WebhookSecret(SECRET), null)),
                Standing.ENABLED,
                null,
                null,
                createdAt,
                null,
                null,
                null);
    }

    private void isNowhere(String text) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain(text));
        }
    }

    private int change(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(EndpointFile.NAME));
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private void reopen() {
        endpoints.close();
        open();
    }
}
