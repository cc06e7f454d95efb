package io.quittance.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.persistence.PersistentRepr;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.intent.TokenEvent.TokenNamed;
import io.quittance.engine.journal.JournalCounters;
import io.quittance.engine.journal.Recorded;
import io.quittance.persistence.serialization.JsonEventCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupCommitWriterTest {

    private static final long EVENT_BYTES_TYPICAL = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final IntentId CAKE = IntentId.ofReference(Tenant.test("shop"), "cake");
    private static final IntentId TEA = IntentId.ofReference(Tenant.test("shop"), "tea");

    @TempDir
    private Path directory;

    private @Nullable GroupCommitWriter opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void writesAnEventAndItsClaimInOneCommit() {
        GroupCommitWriter writer = writer();

        write(writer, event(CAKE, 1, "claim-1"));

        assertThat(writer.counters()).isEqualTo(new JournalCounters(1, 1));
        assertThat(holderOf("claim-1")).isEqualTo(PaymentIntent.streamOf(CAKE));
    }

    /** A key whose attempt never took effect runs again, on the same intent. */
    @Test
    void takesTheSameClaimOfTheSameStreamAgain() {
        GroupCommitWriter writer = writer();
        write(writer, event(CAKE, 1, "claim-1"));

        write(writer, event(CAKE, 2, "claim-1"));

        assertThat(count("event_journal")).isEqualTo(2);
        assertThat(count("key_claim")).isEqualTo(1);
    }

    /** The fence behind the reservations: one key never stands in two intents, whatever else goes wrong. */
    @Test
    void writesNothingUnderAClaimOfAnotherStream() {
        GroupCommitWriter writer = writer();
        write(writer, event(CAKE, 1, "claim-1"));

        assertThatThrownBy(() -> write(writer, event(TEA, 1, "claim-1")))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("a row was not written: its key is claimed by another stream");

        assertThat(count("event_journal")).isEqualTo(1);
        assertThat(holderOf("claim-1")).isEqualTo(PaymentIntent.streamOf(CAKE));
    }

    /** The unique index is the fence against a second writer of one stream. */
    @Test
    void writesNoSequenceNumberTwice() {
        GroupCommitWriter writer = writer();
        write(writer, event(CAKE, 1, null));

        assertThatThrownBy(() -> write(writer, event(CAKE, 1, "claim-1"))).hasRootCauseInstanceOf(SQLException.class);

        assertThat(count("event_journal")).isEqualTo(1);
        assertThat(count("key_claim")).isZero();
    }

    @Test
    void makesAMissingIndexOfClaimsFromTheEvents() {
        write(writer(), event(CAKE, 1, "claim-1"), event(CAKE, 2, null), event(CAKE, 3, "claim-1"));
        close();
        change("DROP TABLE key_claim");

        opened = new GroupCommitWriter(file());

        assertThat(count("key_claim")).isEqualTo(1);
        assertThat(holderOf("claim-1")).isEqualTo(PaymentIntent.streamOf(CAKE));
    }

    /** The name of an access token is claimed by an event of its own, which has no request. */
    @Test
    void makesTheClaimsOfNamesAnewToo() {
        TokenNamed named = new TokenNamed(Instant.EPOCH, 1, "claim-2");
        write(writer(), event(CAKE, 1, "claim-1"), event(CAKE, 2, new JsonEventCodec().encode(named), "claim-2"));
        close();
        change("DROP TABLE key_claim");

        opened = new GroupCommitWriter(file());

        assertThat(count("key_claim")).isEqualTo(2);
        assertThat(holderOf("claim-2")).isEqualTo(PaymentIntent.streamOf(CAKE));
    }

    /** Goal: the write-ahead log comes home by itself. Method: the file is read without its log. */
    @Test
    void bringsTheLogHomeWhenNobodyWrites() {
        write(writer(), event(CAKE, 1, null), event(CAKE, 2, null));

        Path alone = directory.resolve("alone.db");
        await().atMost(PATIENCE).untilAsserted(() -> {
            Files.copy(file(), alone, StandardCopyOption.REPLACE_EXISTING);
            assertThat(rows(alone)).isEqualTo(2);
        });
    }

    /**
     * Goal: the log does not grow for ever under load. Method: a steady stream, until it is twice what the log holds.
     */
    @Test
    void beginsTheLogAnewWhileOthersWrite() {
        GroupCommitWriter writer = writer();
        AtomicInteger carts = new AtomicInteger();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            IntentId id = IntentId.ofReference(Tenant.test("shop"), "cart-" + carts.incrementAndGet());
            write(
                    writer,
                    IntStream.rangeClosed(1, 50)
                            .mapToObj(sequence -> event(id, sequence, null))
                            .toArray(PersistentRepr[]::new));
            long written = carts.get() * 50L * EVENT_BYTES_TYPICAL;
            assertThat(written).isGreaterThan(2 * Files.size(directory.resolve("journal.db-wal")));
        });

        assertThat(count("event_journal")).isEqualTo(writer.counters().events());
    }

    private GroupCommitWriter writer() {
        opened = new GroupCommitWriter(file());
        return opened;
    }

    private Path file() {
        return directory.resolve("journal.db");
    }

    private static void write(GroupCommitWriter writer, PersistentRepr... events) {
        writer.write(List.of(events)).toCompletableFuture().join();
    }

    private static PersistentRepr event(IntentId id, long sequence, @Nullable String claim) {
        String request = claim == null ? "" : "\"claim\":\"" + claim + "\",";
        String json = "{\"request\":{" + request + "\"fill\":\"" + "x".repeat(1_000) + "\"}}";
        return event(id, sequence, json.getBytes(StandardCharsets.UTF_8), claim);
    }

    private static PersistentRepr event(IntentId id, long sequence, byte[] json, @Nullable String claim) {
        Recorded recorded = new Recorded("intent.created.v1", json, new byte[32], claim);
        return PersistentRepr.apply(
                recorded, sequence, PaymentIntent.streamOf(id), "", false, akka.actor.ActorRef.noSender(), "writer");
    }

    private String holderOf(String claim) {
        return read(file(), "SELECT persistence_id FROM key_claim WHERE claim = '" + claim + "'");
    }

    private int count(String table) {
        return Integer.parseInt(read(file(), "SELECT count(*) FROM " + table));
    }

    private static int rows(Path alone) {
        boolean hasTable = read(alone, "SELECT count(*) FROM sqlite_master WHERE name = 'event_journal'")
                .equals("1");
        return hasTable ? Integer.parseInt(read(alone, "SELECT count(*) FROM event_journal")) : 0;
    }

    private static String read(Path file, String sql) {
        try (Connection connection = Sqlite.openToRead(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getString(1);
        } catch (SQLException e) {
            throw new StoreException("the test cannot read", e);
        }
    }

    private void change(String sql) {
        try (Connection connection = Sqlite.open(file());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StoreException("the test cannot write", e);
        }
    }
}
