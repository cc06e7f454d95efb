package io.quittance.persistence.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers the one question that every new actor asks: how many events its stream has. A thread with a connection of its
 * own.
 */
final class SequenceReader implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement highest;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "journal-reader"));

    SequenceReader(Path file) {
        this.connection = Sqlite.openToRead(file);
        try {
            this.highest = connection.prepareStatement(JournalTable.HIGHEST_SEQUENCE);
        } catch (SQLException e) {
            throw new StoreException("cannot prepare the journal's reader", e);
        }
    }

    /** The highest sequence number of a stream; 0 when it has no event. */
    CompletionStage<Long> highestSequence(String persistenceId) {
        return CompletableFuture.supplyAsync(() -> query(persistenceId), thread);
    }

    private long query(String persistenceId) {
        try {
            highest.setString(1, persistenceId);
            try (ResultSet rows = highest.executeQuery()) {
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new StoreException("the journal could not read " + persistenceId, e);
        }
    }

    @Override
    public void close() {
        StoreThreads.finish(thread, connection);
    }
}
