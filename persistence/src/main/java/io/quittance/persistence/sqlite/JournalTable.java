package io.quittance.persistence.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The journal's table, as Akka Persistence JDBC knows it. {@code ordering} is given at the commit by the one writer, so
 * it is the commit order and has no gaps that a reader could miss. There are no tags: they cost half of the throughput,
 * and a feed by {@code ordering} needs none.
 */
final class JournalTable {

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS event_journal (
              ordering INTEGER PRIMARY KEY AUTOINCREMENT,
              deleted BOOLEAN NOT NULL DEFAULT 0,
              persistence_id TEXT NOT NULL,
              sequence_number INTEGER NOT NULL,
              writer TEXT NOT NULL,
              write_timestamp INTEGER NOT NULL,
              adapter_manifest TEXT NOT NULL,
              event_payload BLOB NOT NULL,
              event_ser_id INTEGER NOT NULL,
              event_ser_manifest TEXT NOT NULL,
              meta_payload BLOB,
              meta_ser_id INTEGER,
              meta_ser_manifest TEXT
            )""";

    private static final String ONE_WRITER_PER_STREAM = """
            CREATE UNIQUE INDEX IF NOT EXISTS event_journal_stream
              ON event_journal (persistence_id, sequence_number)""";

    static final String INSERT = """
            INSERT INTO event_journal (deleted, persistence_id, sequence_number, writer, write_timestamp,
              adapter_manifest, event_payload, event_ser_id, event_ser_manifest)
            VALUES (0, ?, ?, ?, ?, ?, ?, ?, ?)""";

    static final String HIGHEST_SEQUENCE = "SELECT max(sequence_number) FROM event_journal WHERE persistence_id = ?";

    private JournalTable() {}

    static void create(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute(ONE_WRITER_PER_STREAM);
        } catch (SQLException e) {
            throw new StoreException("cannot create the journal's table", e);
        }
    }
}
