package io.quittance.persistence.access;

import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table of keys, one row each; times are milliseconds since 1970. A revoked key's row stays. */
final class KeyTable {

    static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS api_key (
              id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, merchant TEXT NOT NULL, mode TEXT NOT NULL,
              scopes TEXT NOT NULL, requests_per_second INTEGER NOT NULL, created_at INTEGER NOT NULL,
              expires_at INTEGER, revoked_at INTEGER, last_used_at INTEGER
            ) WITHOUT ROWID""";
    private static final String SELECT = """
            SELECT id, sha256, merchant, mode, scopes, requests_per_second,
              created_at, expires_at, revoked_at, last_used_at FROM api_key""";
    private static final String ALL = SELECT + " ORDER BY created_at, id";
    private static final String ONE = SELECT + " WHERE id = ?";
    private static final String ADD = """
            INSERT INTO api_key (id, sha256, merchant, mode, scopes, requests_per_second, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String REVOKE = "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL";
    private static final String USED =
            "UPDATE api_key SET last_used_at = max(coalesce(last_used_at, 0), ?) WHERE id = ?";
    private static final String SEPARATOR = ",";

    private KeyTable() {}

    static List<StoredKey> all(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ALL);
                ResultSet rows = query.executeQuery()) {
            List<StoredKey> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(read(rows));
            }
            return keys;
        }
    }

    static Optional<StoredKey> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ONE)) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    static void add(Connection connection, StoredKey key) throws SQLException {
        KeyGrant grant = key.grant();
        try (PreparedStatement row = connection.prepareStatement(ADD)) {
            row.setString(1, key.id());
            row.setString(2, key.sha256());
            row.setString(3, grant.tenant().merchant());
            row.setString(4, grant.tenant().mode().text());
            row.setString(5, String.join(SEPARATOR, grant.scopes()));
            row.setInt(6, grant.requestsPerSecond());
            row.setLong(7, key.createdAt().toEpochMilli());
            if (grant.expiresAt() == null) {
                row.setNull(8, Types.INTEGER);
            } else {
                row.setLong(8, grant.expiresAt().toEpochMilli());
            }
            row.executeUpdate();
        }
    }

    static void revoke(Connection connection, String id, Instant now) throws SQLException {
        set(connection, REVOKE, id, now);
    }

    static void used(Connection connection, String id, Instant when) throws SQLException {
        set(connection, USED, id, when);
    }

    private static void set(Connection connection, String sql, String id, Instant time) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, time.toEpochMilli());
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    private static StoredKey read(ResultSet row) throws SQLException {
        Tenant tenant = new Tenant(
                row.getString("merchant"), Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)));
        TreeSet<String> scopes = new TreeSet<>(List.of(row.getString("scopes").split(SEPARATOR)));
        return new StoredKey(
                row.getString("id"),
                row.getString("sha256"),
                new KeyGrant(tenant, scopes, row.getInt("requests_per_second"), time(row, "expires_at")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                time(row, "revoked_at"),
                time(row, "last_used_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
