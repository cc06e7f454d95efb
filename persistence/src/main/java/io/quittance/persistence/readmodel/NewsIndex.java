package io.quittance.persistence.readmodel;

import io.quittance.engine.id.Tenant;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.RecordedNews;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which entries of the journal a merchant hears of, in the order of the journal. */
final class NewsIndex {

    static final String TABLE = """
            CREATE TABLE news (
              merchant TEXT NOT NULL, mode TEXT NOT NULL, position INTEGER NOT NULL,
              stream TEXT NOT NULL, type TEXT NOT NULL, sequence INTEGER NOT NULL, at INTEGER NOT NULL,
              PRIMARY KEY (merchant, mode, position)
            ) WITHOUT ROWID""";

    private static final String INSERT = "INSERT INTO news VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String AFTER = """
            SELECT position, stream, type, sequence, at FROM news WHERE merchant = ? AND mode = ? AND position > ?
            ORDER BY position LIMIT ?""";

    private final Connection connection;
    private final PreparedStatement insert;

    NewsIndex(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(INSERT);
    }

    void add(String stream, RecordedNews news) throws SQLException {
        Tenant tenant = news.snapshot().facts().tenant();
        insert.setString(1, tenant.merchant());
        insert.setString(2, tenant.mode().text());
        insert.setLong(3, news.id().value());
        insert.setString(4, stream);
        insert.setString(5, news.type().text());
        insert.setLong(6, news.intentSequence());
        insert.setLong(7, news.at().toEpochMilli());
        insert.addBatch();
    }

    /** Carries out what was added. */
    void flush() throws SQLException {
        insert.executeBatch();
    }

    /** Forgets what was added and not carried out. */
    void clear() throws SQLException {
        insert.clearBatch();
    }

    /** Where an entry is found. */
    record Row(long position, String stream, String type, long sequence, Instant at) {}

    /** The merchant's next entries of any type, oldest first, at most this many. */
    List<Row> after(Tenant tenant, FeedPosition after, int most) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(AFTER)) {
            query.setString(1, tenant.merchant());
            query.setString(2, tenant.mode().text());
            query.setLong(3, after.value());
            query.setInt(4, most);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getLong(1),
                            found.getString(2),
                            found.getString(3),
                            found.getLong(4),
                            Instant.ofEpochMilli(found.getLong(5))));
                }
            }
        }
        return rows;
    }
}
