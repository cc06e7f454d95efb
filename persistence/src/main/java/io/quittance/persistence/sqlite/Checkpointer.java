package io.quittance.persistence.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Copies the write-ahead log into the journal's file beside the writer, so that no commit waits for it: every two
 * seconds, if anything was written. Only what was written during the copying is left to the writer, which then begins
 * its log anew. When nobody writes, {@code journal.db} alone is soon the whole journal.
 */
final class Checkpointer implements AutoCloseable {

    private static final int EVERY_MS = 2_000;

    /** Each copy is of what was written during the one before, and shorter. */
    private static final int COPIES = 3;

    private static final String COPY = "PRAGMA wal_checkpoint(PASSIVE)";

    private final Connection connection;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "journal-checkpoint"));
    private final LongSupplier commits;
    private volatile boolean isRestDue;
    private long copiedCommits;
    private volatile @Nullable Exception failure;

    /** @param commits how many commits there were */
    Checkpointer(Path file, LongSupplier commits) {
        this.connection = Sqlite.open(file);
        this.commits = commits;
        var unused = thread.scheduleWithFixedDelay(this::copyBeside, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Called by the writer between two commits, with its own connection. Fails when a copy failed. */
    void betweenCommits(Connection writer) throws SQLException {
        Exception failed = failure;
        if (failed != null) {
            throw new SQLException("the write-ahead log cannot be copied into the journal", failed);
        }
        if (isRestDue) {
            isRestDue = false;
            writer.setAutoCommit(true);
            try {
                copy(writer);
            } finally {
                writer.setAutoCommit(false);
            }
        }
    }

    private void copyBeside() {
        long now = commits.getAsLong();
        if (now == copiedCommits) {
            return;
        }
        try {
            for (int i = 0; i < COPIES; i++) {
                copy(connection);
            }
            copiedCommits = now;
            isRestDue = true;
        } catch (SQLException | RuntimeException e) {
            failure = e;
        }
    }

    private static void copy(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(COPY);
        }
    }

    @Override
    public void close() {
        StoreThreads.finish(thread, connection::close);
    }
}
