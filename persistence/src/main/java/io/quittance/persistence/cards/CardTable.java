package io.quittance.persistence.cards;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.vault.HeldCard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of cards, one row each; times are milliseconds since 1970. A card that is forgotten has no row. */
final class CardTable {

    static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS card (
              id TEXT PRIMARY KEY, merchant TEXT NOT NULL, mode TEXT NOT NULL, customer TEXT, intent TEXT,
              brand TEXT, masked TEXT, expires TEXT, expiry TEXT NOT NULL, is_saved INTEGER NOT NULL,
              created_at INTEGER NOT NULL, until INTEGER, sealed BLOB NOT NULL
            )""";
    static final String OF_CUSTOMER =
            "CREATE INDEX IF NOT EXISTS card_customer ON card (merchant, mode, customer) WHERE is_saved = 1";
    static final String OVERDUE = "CREATE INDEX IF NOT EXISTS card_until ON card (until) WHERE is_saved = 0";

    private static final String MINE = " WHERE id = ? AND merchant = ? AND mode = ?";
    private static final String ADD = """
            INSERT INTO card (id, merchant, mode, customer, intent, brand, masked, expires, expiry, is_saved,
              created_at, until, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FIND = "SELECT * FROM card" + MINE;
    private static final String CLAIM =
            "UPDATE card SET intent = COALESCE(intent, ?)" + MINE + " AND (is_saved = 1 OR COALESCE(intent, ?) = ?)";
    private static final String SAVE = "UPDATE card SET is_saved = 1, until = NULL" + MINE;
    private static final String FORGET = "DELETE FROM card" + MINE;
    private static final String SAVED = """
            SELECT * FROM card WHERE merchant = ? AND mode = ? AND customer = ? AND is_saved = 1
            ORDER BY created_at DESC, rowid DESC LIMIT ?""";
    private static final String OVER = """
            SELECT * FROM card WHERE is_saved = 0 AND until <= ? ORDER BY until, id LIMIT ?""";
    private static final String AFTER = "SELECT * FROM card WHERE id > ? ORDER BY id LIMIT ?";
    private static final String RESEAL = "UPDATE card SET sealed = ? WHERE id = ? AND sealed = ?";

    private CardTable() {}

    static void add(Connection connection, HeldCard card, byte[] sealed) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(ADD)) {
            row.setString(1, card.id().body());
            row.setString(2, card.tenant().merchant());
            row.setString(3, card.tenant().mode().text());
            row.setString(4, card.customerId());
            row.setString(5, text(card.intent()));
            row.setString(6, card.summary().brand());
            row.setString(7, card.summary().masked());
            row.setString(8, card.summary().expiry());
            row.setString(9, card.expiry().toString());
            row.setInt(10, card.isSaved() ? 1 : 0);
            row.setLong(11, card.createdAt().toEpochMilli());
            row.setObject(12, card.until() == null ? null : card.until().toEpochMilli());
            row.setBytes(13, sealed);
            row.executeUpdate();
        }
    }

    static Optional<HeldCard> find(Connection connection, Tenant tenant, CardId id) throws SQLException {
        try (PreparedStatement query = mine(connection, FIND, tenant, id, 1);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(read(rows)) : Optional.empty();
        }
    }

    static Optional<CardRow> sealed(Connection connection, Tenant tenant, CardId id) throws SQLException {
        try (PreparedStatement query = mine(connection, FIND, tenant, id, 1);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(row(rows)) : Optional.empty();
        }
    }

    /** Whether this payment may use the card now. */
    static boolean claim(Connection connection, Tenant tenant, CardId id, IntentId intent) throws SQLException {
        try (PreparedStatement update = mine(connection, CLAIM, tenant, id, 2)) {
            update.setString(1, intent.value());
            update.setString(5, intent.value());
            update.setString(6, intent.value());
            return update.executeUpdate() == 1;
        }
    }

    static void save(Connection connection, Tenant tenant, CardId id) throws SQLException {
        try (PreparedStatement update = mine(connection, SAVE, tenant, id, 1)) {
            update.executeUpdate();
        }
    }

    static boolean forget(Connection connection, Tenant tenant, CardId id) throws SQLException {
        try (PreparedStatement update = mine(connection, FORGET, tenant, id, 1)) {
            return update.executeUpdate() == 1;
        }
    }

    static List<HeldCard> saved(Connection connection, Tenant tenant, String customer) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SAVED)) {
            query.setString(1, tenant.merchant());
            query.setString(2, tenant.mode().text());
            query.setString(3, customer);
            query.setInt(4, Limits.SAVED_CARDS_TOLD_MAX);
            return cards(query);
        }
    }

    static List<HeldCard> overdue(Connection connection, Instant now, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OVER)) {
            query.setLong(1, now.toEpochMilli());
            query.setInt(2, limit);
            return cards(query);
        }
    }

    /** The next numbers as they are kept, by id. */
    static List<CardRow> after(Connection connection, String id, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(AFTER)) {
            query.setString(1, id);
            query.setInt(2, limit);
            try (ResultSet rows = query.executeQuery()) {
                List<CardRow> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(row(rows));
                }
                return found;
            }
        }
    }

    /** Replaces a number by the same, sealed anew; nothing when the row has changed meanwhile. */
    static void reseal(Connection connection, CardRow row, byte[] sealed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RESEAL)) {
            update.setBytes(1, sealed);
            update.setString(2, row.id().body());
            update.setBytes(3, row.sealed());
            update.executeUpdate();
        }
    }

    /** @param from where the three values stand that say which card */
    private static PreparedStatement mine(Connection connection, String sql, Tenant tenant, CardId id, int from)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(from, id.body());
        statement.setString(from + 1, tenant.merchant());
        statement.setString(from + 2, tenant.mode().text());
        return statement;
    }

    private static List<HeldCard> cards(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            List<HeldCard> found = new ArrayList<>();
            while (rows.next()) {
                found.add(read(rows));
            }
            return found;
        }
    }

    private static CardRow row(ResultSet row) throws SQLException {
        return new CardRow(
                new CardId(row.getString("id")), tenant(row), row.getString("expiry"), row.getBytes("sealed"));
    }

    private static HeldCard read(ResultSet row) throws SQLException {
        String intent = row.getString("intent");
        long until = row.getLong("until");
        boolean isForGood = row.wasNull();
        return new HeldCard(
                new CardId(row.getString("id")),
                tenant(row),
                row.getString("customer"),
                intent == null ? null : new IntentId(intent),
                MethodSummary.card(row.getString("brand"), row.getString("masked"), row.getString("expires")),
                YearMonth.parse(row.getString("expiry")),
                row.getInt("is_saved") == 1,
                Instant.ofEpochMilli(row.getLong("created_at")),
                isForGood ? null : Instant.ofEpochMilli(until));
    }

    private static Tenant tenant(ResultSet row) throws SQLException {
        return new Tenant(
                row.getString("merchant"), Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)));
    }

    private static @Nullable String text(@Nullable IntentId intent) {
        return intent == null ? null : intent.value();
    }
}
