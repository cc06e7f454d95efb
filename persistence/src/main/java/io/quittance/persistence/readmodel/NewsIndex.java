package io.quittance.persistence.readmodel;

import io.quittance.engine.id.Tenant;
import io.quittance.engine.reading.EventType;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.RecordedNews;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Which entries of the journal a merchant hears of, in the order of the journal. */
final class NewsIndex {

    static final String TABLE = """
            CREATE TABLE news (
              merchant TEXT NOT NULL, mode TEXT NOT NULL, position INTEGER NOT NULL,
              stream TEXT NOT NULL, type TEXT NOT NULL,
              PRIMARY KEY (merchant, mode, position)
            ) WITHOUT ROWID""";

    private static final String INSERT = "INSERT INTO news VALUES (?, ?, ?, ?, ?)";

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
        insert.addBatch();
    }

    /** Carries out what was added. */
    void flush() throws SQLException {
        insert.executeBatch();
    }

    /** Where an entry is found. */
    record Row(long position, String stream) {}

    /** The next entries, oldest first; one more than asked for when there are more. */
    List<Row> find(Tenant tenant, FeedPosition after, Set<EventType> types, int limit) throws SQLException {
        Conditions conditions = new Conditions();
        conditions.add("merchant = ?", tenant.merchant());
        conditions.add("mode = ?", tenant.mode().text());
        conditions.add("position > ?", after.value());
        if (!types.isEmpty()) {
            String places = String.join(", ", Collections.nCopies(types.size(), "?"));
            conditions.addAll(
                    "type IN (" + places + ")",
                    types.stream().map(EventType::text).toList());
        }
        String sql = "SELECT position, stream FROM news WHERE " + conditions.text() + " ORDER BY position LIMIT "
                + (limit + 1);
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            conditions.bind(query);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getLong(1), found.getString(2)));
                }
            }
        }
        return rows;
    }
}
