package io.quittance.persistence.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.NewsResult;
import io.quittance.engine.inbox.Inbox;
import io.quittance.engine.inbox.InboxEntry;
import io.quittance.persistence.sqlite.Sqlite;
import io.quittance.persistence.sqlite.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InboxTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path directory;

    private final Asking engine = new Asking();
    private Instant now = START;
    private InboxFile file;
    private Inbox inbox;

    @BeforeEach
    void open() {
        file = InboxFile.open(directory);
        inbox = new Inbox(file, () -> now);
        inbox.begin(engine);
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void aRepeatIsAcknowledgedAndToldOnce() {
        engine.answer = NewsResult.ANSWERED;

        take("one");
        take("one");
        pass(Limits.INBOX_AGAIN_MAX);

        assertThat(engine.told).containsExactly("pi_a-1");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatNobodyCouldAskAboutIsToldAgainLaterAndLater() {
        take("one");
        List<Duration> gaps = new ArrayList<>();
        Instant last = now;
        while (gaps.size() < 10) {
            int before = engine.told.size();
            pass(Duration.ofSeconds(1));
            if (engine.told.size() > before) {
                gaps.add(Duration.between(last, now));
                last = now;
            }
        }

        assertThat(gaps)
                .extracting(Duration::toSeconds)
                .containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1_920L, 3_600L, 3_600L, 3_600L);
    }

    @Test
    void whatAFormerProcessLeftIsToldAtOnceByTheNext() {
        take("one");
        close();

        engine.answer = NewsResult.NOTHING_TO_ASK;
        open();
        settle();

        assertThat(engine.told).containsExactly("pi_a-1", "pi_a-1");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatStaysUnansweredIsGivenUpInTheEndAndWaitsAgainWhenAnOperatorWantsIt() {
        take("one");
        pass(Limits.INBOX_TOLD_FOR.minusMillis(1));
        assertThat(waiting()).hasSize(1);
        pass(Limits.INBOX_AGAIN_MAX);
        int told = engine.told.size();
        pass(Limits.INBOX_KEPT);
        assertThat(done(file.unresolved(10))).extracting(InboxEntry::delivery).containsExactly("one");
        assertThat(engine.told).hasSize(told);

        engine.answer = NewsResult.ANSWERED;
        assertThat(done(file.redrive(now))).isEqualTo(1);
        pass(Duration.ZERO);

        assertThat(engine.told).hasSize(told + 1);
        assertThat(done(file.unresolved(10))).isEmpty();
    }

    @Test
    void whatIsDoneIsForgottenWhenItsSenderCannotRepeatItAnyMore() {
        engine.answer = NewsResult.ANSWERED;
        take("one");
        pass(Limits.INBOX_KEPT.minusMillis(1));
        assertThat(isNew("one")).isFalse();

        pass(Duration.ofMillis(1));

        assertThat(isNew("one")).isTrue();
    }

    @Test
    void anAnswerThatComesLateIsNotOverwrittenByTheNextTell() {
        CompletableFuture<NewsResult> late = new CompletableFuture<>();
        engine.pending = late;
        take("one");
        InboxEntry seen = done(file.due(now.plus(Limits.INBOX_FIRST_AGAIN), 1)).get(0);
        late.complete(NewsResult.ANSWERED);

        done(file.change(seen.again(now)));

        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsNotTaken() throws Exception {
        try (Connection other = Sqlite.open(directory.resolve(InboxFile.NAME));
                Statement statement = other.createStatement()) {
            statement.execute("ALTER TABLE notification RENAME TO elsewhere");
            assertThatThrownBy(() -> take("one")).hasCauseInstanceOf(StoreException.class);
            statement.execute("ALTER TABLE elsewhere RENAME TO notification");
        }
        assertThat(engine.told).isEmpty();

        take("one");

        assertThat(engine.told).containsExactly("pi_a-1");
    }

    @Test
    void manyAtOnceAreEachKeptOnce() {
        List<CompletionStage<Boolean>> kept = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            kept.add(file.keep(InboxEntry.received("d" + i % 100, "pi_a-1", now)));
        }

        assertThat(kept.stream().filter(InboxTest::done)).hasSize(100);
        assertThat(waiting()).hasSize(100);
    }

    @Test
    void aClosedInboxTakesNothing() {
        inbox.close();

        assertThatThrownBy(() -> take("one")).hasCauseInstanceOf(StoreException.class);
        inbox.round();
    }

    @Test
    void onlyItsOwnerReadsIt() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(InboxFile.NAME))))
                .isEqualTo("rw-------");
    }

    private void take(String delivery) {
        done(inbox.take(delivery, "pi_a-1"));
        settle();
    }

    private void pass(Duration time) {
        now = now.plus(time);
        inbox.round();
        settle();
    }

    /** A round is a question, a change and its consequence, each behind the other on the file's thread. */
    private void settle() {
        for (int i = 0; i < 4; i++) {
            waiting();
        }
    }

    private boolean isNew(String delivery) {
        return done(file.keep(InboxEntry.received(delivery, "pi_a-1", now)));
    }

    private List<InboxEntry> waiting() {
        return done(file.due(Instant.ofEpochMilli(Long.MAX_VALUE), 1_000));
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** An engine that asks at once, and gets this answer. */
    private static final class Asking implements NewsDesk {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private volatile NewsResult answer = NewsResult.UNANSWERED;
        private volatile CompletableFuture<NewsResult> pending;

        @Override
        public void tell(String downstreamReference) {
            throw new AssertionError("whoever keeps news delivers it");
        }

        @Override
        public CompletionStage<NewsResult> deliver(String downstreamReference) {
            told.add(downstreamReference);
            return pending != null ? pending : CompletableFuture.completedFuture(answer);
        }
    }
}
