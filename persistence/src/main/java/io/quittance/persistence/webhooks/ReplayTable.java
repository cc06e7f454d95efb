package io.quittance.persistence.webhooks;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.webhook.Replay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of replays, one row each; times are milliseconds since 1970. One that has ended leaves no row. */
final class ReplayTable {

    static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS replay (
              id TEXT PRIMARY KEY, endpoint TEXT NOT NULL, wish_from INTEGER, wish_to INTEGER, intent TEXT,
              only_failed INTEGER NOT NULL, at INTEGER NOT NULL, goes_to INTEGER NOT NULL, owed INTEGER NOT NULL,
              asked_at INTEGER NOT NULL
            ) WITHOUT ROWID""";
    private static final String RUNNING = "SELECT * FROM replay ORDER BY asked_at, id";
    private static final String KEEP = """
            INSERT OR REPLACE INTO replay
              (id, endpoint, wish_from, wish_to, intent, only_failed, at, goes_to, owed, asked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String END = "DELETE FROM replay WHERE id = ?";

    private ReplayTable() {}

    static List<Replay> running(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RUNNING);
                ResultSet rows = query.executeQuery()) {
            List<Replay> replays = new ArrayList<>();
            while (rows.next()) {
                replays.add(read(rows));
            }
            return replays;
        }
    }

    static boolean keep(Connection connection, Replay replay) throws SQLException {
        return replay.endedAt() == null ? keepRunning(connection, replay) : end(connection, replay.id());
    }

    private static boolean keepRunning(Connection connection, Replay replay) throws SQLException {
        Replay.Wish wish = replay.wish();
        IntentId intent = wish.intent();
        try (PreparedStatement row = connection.prepareStatement(KEEP)) {
            row.setString(1, replay.id());
            row.setString(2, replay.endpoint().value());
            Times.set(row, 3, wish.from());
            Times.set(row, 4, wish.to());
            row.setString(5, intent == null ? null : intent.value());
            row.setBoolean(6, wish.onlyFailed());
            row.setLong(7, replay.at().value());
            row.setLong(8, replay.end().value());
            row.setLong(9, replay.owed());
            row.setLong(10, replay.askedAt().toEpochMilli());
            return row.executeUpdate() > 0;
        }
    }

    private static boolean end(Connection connection, String id) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(END)) {
            row.setString(1, id);
            return row.executeUpdate() > 0;
        }
    }

    private static Replay read(ResultSet row) throws SQLException {
        String intent = row.getString("intent");
        return new Replay(
                row.getString("id"),
                new EndpointId(row.getString("endpoint")),
                new Replay.Wish(
                        Times.get(row, "wish_from"),
                        Times.get(row, "wish_to"),
                        intent == null ? null : new IntentId(intent),
                        row.getBoolean("only_failed")),
                new FeedPosition(row.getLong("at")),
                new FeedPosition(row.getLong("goes_to")),
                row.getLong("owed"),
                Instant.ofEpochMilli(row.getLong("asked_at")),
                null);
    }
}
