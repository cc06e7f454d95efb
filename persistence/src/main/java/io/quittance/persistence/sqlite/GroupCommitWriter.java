package io.quittance.persistence.sqlite;

import akka.persistence.jdbc.journal.dao.JournalTables.JournalAkkaSerializationRow;
import io.quittance.engine.journal.JournalCounters;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one writer of the journal: a thread with a connection of its own. A group of rows is one transaction, and its
 * stage completes after the commit returned, which is after the fsync.
 */
final class GroupCommitWriter implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement insert;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "journal-writer"));
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();

    GroupCommitWriter(Path file) {
        this.connection = Sqlite.open(file);
        Sqlite.assertPowerSafe(connection);
        JournalTable.create(connection);
        try {
            connection.setAutoCommit(false);
            this.insert = connection.prepareStatement(JournalTable.INSERT);
        } catch (SQLException e) {
            throw new StoreException("cannot prepare the journal's writer", e);
        }
    }

    /** Writes the rows in one transaction; completes when they are durable, or fails with none of them written. */
    CompletionStage<Void> write(List<JournalAkkaSerializationRow> rows) {
        return CompletableFuture.runAsync(() -> commit(rows), thread);
    }

    JournalCounters counters() {
        return new JournalCounters(events.get(), commits.get());
    }

    private void commit(List<JournalAkkaSerializationRow> rows) {
        try {
            for (JournalAkkaSerializationRow row : rows) {
                bind(row);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            commits.incrementAndGet();
            events.addAndGet(rows.size());
        } catch (SQLException e) {
            rollBack(e);
            throw new StoreException("the journal could not write " + rows.size() + " events", e);
        }
    }

    private void bind(JournalAkkaSerializationRow row) throws SQLException {
        insert.setString(1, row.persistenceId());
        insert.setLong(2, row.sequenceNumber());
        insert.setString(3, row.writer());
        insert.setLong(4, row.writeTimestamp());
        insert.setString(5, row.adapterManifest());
        insert.setBytes(6, row.eventPayload());
        insert.setInt(7, row.eventSerId());
        insert.setString(8, row.eventSerManifest());
    }

    private void rollBack(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        StoreThreads.finish(thread, connection);
    }
}
