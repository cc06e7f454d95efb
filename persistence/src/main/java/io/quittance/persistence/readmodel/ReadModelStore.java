package io.quittance.persistence.readmodel;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.audit.JournalReader;
import io.quittance.persistence.sqlite.Sqlite;
import io.quittance.persistence.sqlite.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the read model is kept, and how far it has come. A file that is of another layout, of another journal, ahead of
 * its journal or no database is thrown away: everything in it is made again from the journal.
 */
final class ReadModelStore {

    private static final Logger LOG = LoggerFactory.getLogger(ReadModelStore.class);
    private static final int LAYOUT = 4;
    private static final List<String> PARTS = List.of("", "-wal", "-shm");

    private final Supplier<Connection> opening;
    private final Runnable discarding;

    private ReadModelStore(Supplier<Connection> opening, Runnable discarding) {
        this.opening = opening;
        this.discarding = discarding;
    }

    /** The read model of a journal in a file. */
    static ReadModelStore inFile(Path file, JournalReader journal) {
        return new ReadModelStore(() -> open(file, journal), () -> delete(file));
    }

    /** A read model that is gone with the process. */
    static ReadModelStore inMemory() {
        return new ReadModelStore(() -> create(Sqlite.openInMemory()), () -> {});
    }

    /** Opens the read model, empty when there is none that fits. */
    Connection open() {
        return opening.get();
    }

    /** Throws the read model away; the next to open it makes it again. Nobody may have it open. */
    void discard() {
        discarding.run();
    }

    private static Connection open(Path file, JournalReader journal) {
        if (Files.exists(file)) {
            Optional<Connection> fitting = openIfItFits(file, journal);
            if (fitting.isPresent()) {
                return fitting.get();
            }
            LOG.warn("{} does not fit its journal, or is none of ours, and is made again", file);
            delete(file);
        }
        return create(Sqlite.openRebuildable(file));
    }

    private static Optional<Connection> openIfItFits(Path file, JournalReader journal) {
        try {
            Connection connection = Sqlite.openRebuildable(file);
            try {
                if (fits(connection, journal)) {
                    return Optional.of(connection);
                }
            } catch (SQLException e) {
                LOG.warn("{} cannot be used", file, e);
            }
            connection.close();
        } catch (SQLException | StoreException e) {
            LOG.warn("{} cannot be opened", file, e);
        }
        return Optional.empty();
    }

    private static void delete(Path file) {
        try {
            for (String part : PARTS) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the read model " + file + " cannot be deleted", e);
        }
    }

    private static Connection create(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String table : IntentIndex.TABLES) {
                statement.execute(table);
            }
            statement.execute(NewsIndex.TABLE);
            for (String table : DeliveryIndex.TABLES) {
                statement.execute(table);
            }
            statement.execute("CREATE TABLE progress (applied INTEGER NOT NULL, hash BLOB NOT NULL)");
            statement.execute("INSERT INTO progress VALUES (0, x'')");
            statement.execute("PRAGMA user_version = " + LAYOUT);
            connection.commit();
            return connection;
        } catch (SQLException e) {
            throw new StoreException("the read model cannot be created", e);
        }
    }

    private static boolean fits(Connection connection, JournalReader journal) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            if (number(statement, "PRAGMA user_version") != LAYOUT) {
                return false;
            }
            long applied = applied(connection);
            List<JournalEntry> last = journal.after(applied - 1, 1);
            return applied == 0
                    || !last.isEmpty()
                            && last.get(0).position() == applied
                            && Arrays.equals(last.get(0).hash(), hash(statement));
        }
    }

    /** The position of the last entry that was taken in; 0 for none. */
    static long applied(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return number(statement, "SELECT applied FROM progress");
        }
    }

    static void advance(Connection connection, JournalEntry last) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE progress SET applied = ?, hash = ?")) {
            update.setLong(1, last.position());
            update.setBytes(2, last.hash());
            update.executeUpdate();
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    private static byte[] hash(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT hash FROM progress")) {
            return row.getBytes(1);
        }
    }
}
