package io.quittance.persistence.inbox;

import io.quittance.engine.inbox.InboxEntry;
import io.quittance.engine.inbox.InboxStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of notifications, one row each; times are milliseconds since 1970. */
final class InboxTable {

    static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS notification (
              delivery TEXT PRIMARY KEY, reference TEXT NOT NULL, received_at INTEGER NOT NULL, status TEXT NOT NULL,
              tells INTEGER NOT NULL, due_at INTEGER NOT NULL, until INTEGER NOT NULL
            ) WITHOUT ROWID""";
    static final String INDEX = "CREATE INDEX IF NOT EXISTS notification_due ON notification (status, due_at)";
    private static final String KEEP = """
            INSERT OR IGNORE INTO notification (delivery, reference, received_at, status, tells, due_at, until)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String OF_STATUS = """
            SELECT delivery, reference, received_at, status, tells, due_at, until FROM notification
            WHERE status = ? AND due_at <= ? ORDER BY due_at, delivery LIMIT ?""";
    private static final String CHANGE = """
            UPDATE notification SET status = ?, tells = ?, due_at = ? WHERE delivery = ? AND status = 'waiting'""";
    private static final String WAKE = "UPDATE notification SET due_at = ? WHERE status = 'waiting' AND due_at > ?";
    private static final String FORGET = "DELETE FROM notification WHERE status = 'done' AND due_at <= ?";
    private static final String REDRIVE = """
            UPDATE notification SET status = 'waiting', tells = 0, due_at = ?, until = ? WHERE status = 'unresolved'""";

    private InboxTable() {}

    /** Whether it was not there. */
    static boolean keep(Connection connection, InboxEntry entry) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(KEEP)) {
            row.setString(1, entry.delivery());
            row.setString(2, entry.reference());
            row.setLong(3, entry.receivedAt().toEpochMilli());
            row.setString(4, text(entry.status()));
            row.setInt(5, entry.tells());
            row.setLong(6, entry.dueAt().toEpochMilli());
            row.setLong(7, entry.until().toEpochMilli());
            return row.executeUpdate() == 1;
        }
    }

    /** Those of a status whose time has come, the earliest first. */
    static List<InboxEntry> due(Connection connection, InboxStatus status, long now, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OF_STATUS)) {
            query.setString(1, text(status));
            query.setLong(2, now);
            query.setInt(3, most);
            try (ResultSet rows = query.executeQuery()) {
                List<InboxEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(read(rows));
                }
                return entries;
            }
        }
    }

    static void change(Connection connection, InboxEntry entry) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(CHANGE)) {
            row.setString(1, text(entry.status()));
            row.setInt(2, entry.tells());
            row.setLong(3, entry.dueAt().toEpochMilli());
            row.setString(4, entry.delivery());
            row.executeUpdate();
        }
    }

    static void wake(Connection connection, long now) throws SQLException {
        update(connection, WAKE, now, now);
    }

    static void forget(Connection connection, long now) throws SQLException {
        update(connection, FORGET, now);
    }

    /** How many wait again. */
    static int redrive(Connection connection, long now, long until) throws SQLException {
        return update(connection, REDRIVE, now, until);
    }

    private static int update(Connection connection, String statement, long... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                update.setLong(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }

    private static InboxEntry read(ResultSet row) throws SQLException {
        return new InboxEntry(
                row.getString("delivery"),
                row.getString("reference"),
                Instant.ofEpochMilli(row.getLong("received_at")),
                InboxStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInt("tells"),
                Instant.ofEpochMilli(row.getLong("due_at")),
                Instant.ofEpochMilli(row.getLong("until")));
    }

    private static String text(InboxStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
