package io.quittance.persistence.terminals;

import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.terminal.Terminal;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table of terminals, one row each; times are milliseconds since 1970. A removed terminal's row stays. */
final class TerminalTable {

    static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS terminal (
              id TEXT PRIMARY KEY, merchant TEXT NOT NULL, mode TEXT NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL,
              serial_number TEXT, sealed_key BLOB, fingerprint TEXT, registered_at INTEGER NOT NULL, removed_at INTEGER
            ) WITHOUT ROWID""";
    private static final String ALL = """
            SELECT id, merchant, mode, name, url, serial_number, sealed_key, fingerprint, registered_at, removed_at
            FROM terminal ORDER BY registered_at, id""";
    private static final String KEEP = """
            INSERT OR REPLACE INTO terminal
              (id, merchant, mode, name, url, serial_number, sealed_key, fingerprint, registered_at, removed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ANY_KEY = "SELECT 1 FROM terminal WHERE sealed_key IS NOT NULL LIMIT 1";

    private TerminalTable() {}

    /**
     * A row: a terminal without its key, and the key as it is kept.
     *
     * @param sealedKey null before the pairing
     */
    record Row(Terminal terminal, byte @Nullable [] sealedKey) {}

    static List<Row> all(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ALL);
                ResultSet rows = query.executeQuery()) {
            List<Row> terminals = new ArrayList<>();
            while (rows.next()) {
                terminals.add(new Row(read(rows), rows.getBytes("sealed_key")));
            }
            return terminals;
        }
    }

    /** Whether any terminal was ever paired. */
    static boolean hasKeys(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(ANY_KEY)) {
            return rows.next();
        }
    }

    static void keep(Connection connection, Terminal terminal, byte @Nullable [] sealedKey) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(KEEP)) {
            row.setString(1, terminal.id().value());
            row.setString(2, terminal.tenant().merchant());
            row.setString(3, terminal.tenant().mode().text());
            row.setString(4, terminal.name());
            row.setString(5, terminal.url().toString());
            row.setString(6, terminal.serialNumber());
            row.setBytes(7, sealedKey);
            row.setString(8, terminal.fingerprint());
            row.setLong(9, terminal.registeredAt().toEpochMilli());
            if (terminal.removedAt() == null) {
                row.setNull(10, Types.INTEGER);
            } else {
                row.setLong(10, terminal.removedAt().toEpochMilli());
            }
            row.executeUpdate();
        }
    }

    private static Terminal read(ResultSet row) throws SQLException {
        long removedAt = row.getLong("removed_at");
        Instant removed = row.wasNull() ? null : Instant.ofEpochMilli(removedAt);
        return new Terminal(
                new TerminalId(row.getString("id")),
                new Tenant(
                        row.getString("merchant"),
                        Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT))),
                row.getString("name"),
                URI.create(row.getString("url")),
                row.getString("serial_number"),
                null,
                row.getString("fingerprint"),
                Instant.ofEpochMilli(row.getLong("registered_at")),
                removed);
    }
}
