package io.quittance.persistence.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which stream holds the claim of a key, or of a name. An index over the journal, written in the transaction of the
 * event that names the claim; where it is missing it is made again from the events.
 */
final class KeyClaimTable {

    private static final String TABLE =
            "CREATE TABLE key_claim (claim TEXT PRIMARY KEY, persistence_id TEXT NOT NULL) WITHOUT ROWID";

    private static final String FILL = """
            INSERT INTO key_claim SELECT DISTINCT
              coalesce(
                json_extract(CAST(event_payload AS TEXT), '$.event.request.claim'),
                json_extract(CAST(event_payload AS TEXT), '$.event.claim')) AS claim, persistence_id
            FROM event_journal WHERE claim IS NOT NULL""";

    private static final String EXISTS = "SELECT count(*) FROM sqlite_master WHERE name = 'key_claim'";

    /** Counts one row, except for a claim that another stream holds. */
    static final String CLAIM = """
            INSERT INTO key_claim (claim, persistence_id) VALUES (?, ?)
            ON CONFLICT (claim) DO UPDATE SET persistence_id = excluded.persistence_id
              WHERE persistence_id = excluded.persistence_id""";

    static final String HOLDER = "SELECT persistence_id FROM key_claim WHERE claim = ?";

    private KeyClaimTable() {}

    static void create(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute(TABLE);
                statement.execute(FILL);
            }
        } catch (SQLException e) {
            throw new StoreException("cannot create the table of key claims: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(EXISTS)) {
            return rows.getInt(1) == 1;
        }
    }
}
