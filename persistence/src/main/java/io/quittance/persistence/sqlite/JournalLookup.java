package io.quittance.persistence.sqlite;

import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.PaymentIntent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers what is asked before an intent records anything: how many events its stream has, and whose a key is. A thread
 * with a connection of its own.
 */
final class JournalLookup implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement highest;
    private final PreparedStatement holder;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "journal-reader"));

    JournalLookup(Path file) {
        this.connection = Sqlite.openToRead(file);
        try {
            this.highest = connection.prepareStatement(JournalTable.HIGHEST_SEQUENCE);
            this.holder = connection.prepareStatement(KeyClaimTable.HOLDER);
        } catch (SQLException e) {
            throw new StoreException("cannot prepare the journal's reader", e);
        }
    }

    /** The highest sequence number of a stream; 0 when it has no event. */
    CompletionStage<Long> highestSequence(String persistenceId) {
        return CompletableFuture.supplyAsync(() -> query(persistenceId), thread);
    }

    /** The intent that holds a claim. */
    CompletionStage<Optional<IntentId>> holderOf(String claim) {
        return CompletableFuture.supplyAsync(() -> queryHolder(claim), thread);
    }

    private Optional<IntentId> queryHolder(String claim) {
        try {
            holder.setString(1, claim);
            try (ResultSet rows = holder.executeQuery()) {
                return rows.next() ? Optional.of(PaymentIntent.idOfStream(rows.getString(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException("the journal could not read the claim " + claim, e);
        }
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
        StoreThreads.finish(thread, connection::close);
    }
}
