package io.quittance.persistence.sqlite;

import akka.persistence.PersistentRepr;
import io.quittance.engine.Limits;
import io.quittance.engine.journal.JournalCounters;
import io.quittance.engine.journal.Recorded;
import io.quittance.persistence.serialization.RecordedFrame;
import io.quittance.persistence.serialization.RecordedSerializer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the journal: a thread with a connection of its own. Whatever waits when it is free becomes one
 * transaction: the events, and the claims that they name. A write completes after the commit returned, which is after
 * the fsync; when the commit fails, nothing of its group is written and every write in it fails.
 */
final class GroupCommitWriter implements AutoCloseable {

    private final Connection connection;
    private final Checkpointer checkpointer;
    private final PreparedStatement insert;
    private final PreparedStatement claim;
    private final Queue<Write> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "journal-writer"));
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();

    /** Of the writer's thread: after a failure nothing more is written; only a new process knows what is there. */
    private @Nullable StoreException broken;

    /** What one actor persists at once. */
    private record Write(List<PersistentRepr> events, CompletableFuture<Void> done) {}

    GroupCommitWriter(Path file) {
        this.connection = Sqlite.open(file);
        Sqlite.assertPowerSafe(connection);
        JournalTable.create(connection);
        try {
            Sqlite.leaveLogToCheckpointer(connection);
            connection.setAutoCommit(false);
            KeyClaimTable.create(connection);
            connection.commit();
            this.insert = connection.prepareStatement(JournalTable.INSERT);
            this.claim = connection.prepareStatement(KeyClaimTable.CLAIM);
        } catch (SQLException e) {
            throw new StoreException("cannot prepare the journal's writer", e);
        }
        this.checkpointer = new Checkpointer(file, commits::get);
    }

    /** Writes the events in one transaction; completes when they are durable, or fails with none of them written. */
    CompletionStage<Void> write(List<PersistentRepr> persisted) {
        Write write = new Write(persisted, new CompletableFuture<>());
        waiting.add(write);
        thread.execute(this::commitWhatWaits);
        return write.done;
    }

    JournalCounters counters() {
        return new JournalCounters(events.get(), commits.get());
    }

    /** Finds nothing when a run before this one took the write along. */
    private void commitWhatWaits() {
        List<Write> group = new ArrayList<>();
        for (Write next = waiting.poll();
                next != null;
                next = group.size() < Limits.WRITES_PER_COMMIT_MAX ? waiting.poll() : null) {
            group.add(next);
        }
        if (group.isEmpty()) {
            return;
        }
        try {
            requireSound();
            checkpointer.betweenCommits(connection);
            commit(group);
            group.forEach(write -> write.done.complete(null));
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            StoreException failure = new StoreException("the journal could not write", e);
            broken = failure;
            group.forEach(write -> write.done.completeExceptionally(failure));
        }
    }

    private void commit(List<Write> group) throws SQLException {
        int rows = 0;
        int claims = 0;
        for (Write write : group) {
            for (PersistentRepr event : write.events) {
                Recorded recorded = (Recorded) event.payload();
                insert(event, recorded);
                rows++;
                if (recorded.claim() != null) {
                    claim(recorded.claim(), event.persistenceId());
                    claims++;
                }
            }
        }
        requireAll(rows, insert.executeBatch());
        requireAll(claims, claim.executeBatch());
        connection.commit();
        commits.incrementAndGet();
        events.addAndGet(rows);
    }

    private void requireSound() {
        if (broken != null) {
            throw broken;
        }
    }

    private void insert(PersistentRepr event, Recorded recorded) throws SQLException {
        insert.setString(1, event.persistenceId());
        insert.setLong(2, event.sequenceNr());
        insert.setString(3, event.writerUuid());
        insert.setLong(4, event.timestamp());
        insert.setString(5, event.manifest());
        insert.setBytes(6, RecordedFrame.write(recorded));
        insert.setInt(7, RecordedSerializer.IDENTIFIER);
        insert.setString(8, recorded.manifest());
        insert.addBatch();
    }

    private void claim(String name, String stream) throws SQLException {
        claim.setString(1, name);
        claim.setString(2, stream);
        claim.addBatch();
    }

    /** Reservations keep two intents from one key; this is the fence behind them. */
    private static void requireAll(int expected, int[] counts) throws SQLException {
        if (counts.length != expected || Arrays.stream(counts).anyMatch(count -> count != 1)) {
            throw new SQLException("a row was not written: its key is claimed by another stream");
        }
    }

    private void rollBack(Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        checkpointer.close();
        StoreThreads.finish(thread, connection::close);
    }
}
