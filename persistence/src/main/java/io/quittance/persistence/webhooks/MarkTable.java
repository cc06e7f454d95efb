package io.quittance.persistence.webhooks;

import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.webhook.EndpointStore.JournalMark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** How far the journal had come: one row. */
final class MarkTable {

    static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS journal_mark (
              id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL, hash TEXT NOT NULL
            )""";
    private static final String FIND = "SELECT position, hash FROM journal_mark";
    private static final String KEEP = "INSERT OR REPLACE INTO journal_mark (id, position, hash) VALUES (1, ?, ?)";

    private MarkTable() {}

    static Optional<JournalMark> find(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND);
                ResultSet rows = query.executeQuery()) {
            return rows.next()
                    ? Optional.of(new JournalMark(new FeedPosition(rows.getLong(1)), rows.getString(2)))
                    : Optional.empty();
        }
    }

    static boolean keep(Connection connection, JournalMark mark) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(KEEP)) {
            row.setLong(1, mark.position().value());
            row.setString(2, mark.hash());
            return row.executeUpdate() > 0;
        }
    }
}
