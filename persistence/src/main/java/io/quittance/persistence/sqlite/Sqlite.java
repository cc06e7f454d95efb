package io.quittance.persistence.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** How this house opens SQLite files: write-ahead log, an fsync before a commit returns. */
public final class Sqlite {

    /** Streams have random names, so each row touches another page of the index: those pages are kept in memory. */
    private static final int CACHE_KIB = 64 * 1024;

    private static final int PRIMARY_CODE = 0xff;

    private static final Set<Integer> DAMAGE = Set.of(
            SQLiteErrorCode.SQLITE_CORRUPT.code,
            SQLiteErrorCode.SQLITE_NOTADB.code,
            SQLiteErrorCode.SQLITE_CONSTRAINT.code);

    private Sqlite() {}

    /** The JDBC address of a file, power-safe. */
    static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath()
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE";
    }

    /** A connection that reads and writes, power-safe. */
    public static Connection open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setCacheSize(-CACHE_KIB);
        // Nobody asks for generated keys, and answering costs a statement per row.
        config.setGetGeneratedKeys(false);
        return connect(config, "jdbc:sqlite:" + file.toAbsolutePath());
    }

    /**
     * A connection to a file that can be made again: a commit survives the process, and a power cut leaves the file
     * whole, if not new.
     */
    public static Connection openRebuildable(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(10_000);
        config.setGetGeneratedKeys(false);
        return connect(config, "jdbc:sqlite:" + file.toAbsolutePath());
    }

    /** Whether a file is no sound database, or holds what cannot be in it. */
    public static boolean isDamage(SQLException failure) {
        return failure instanceof SQLiteException told && DAMAGE.contains(told.getResultCode().code & PRIMARY_CODE);
    }

    /** A database that is gone with its connection. */
    public static Connection openInMemory() {
        return connect(new SQLiteConfig(), "jdbc:sqlite::memory:");
    }

    /** A connection that only reads, also while another process writes. */
    public static Connection openToRead(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        return connect(config, "jdbc:sqlite:" + file.toAbsolutePath());
    }

    private static Connection connect(SQLiteConfig config, String url) {
        try {
            return config.createConnection(url);
        } catch (SQLException e) {
            throw new StoreException("cannot open " + url, e);
        }
    }

    /** Asserts, by asking the database itself, that a commit waits for an fsync. */
    static void assertPowerSafe(Connection connection) {
        String journalMode = pragma(connection, "journal_mode");
        String synchronous = pragma(connection, "synchronous");
        if (!journalMode.equals("wal") || !synchronous.equals("2")) {
            throw new StoreException(
                    "the journal is not power-safe: journal_mode is " + journalMode + " and synchronous is "
                            + synchronous + "; nothing was written",
                    null);
        }
    }

    /** The checkpointer copies the log, not a writer in the middle of a commit. */
    static void leaveLogToCheckpointer(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = 0");
        } catch (SQLException e) {
            throw new StoreException("cannot set when the log is copied", e);
        }
    }

    private static String pragma(Connection connection, String name) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
            return rows.getString(1);
        } catch (SQLException e) {
            throw new StoreException("cannot read PRAGMA " + name, e);
        }
    }
}
