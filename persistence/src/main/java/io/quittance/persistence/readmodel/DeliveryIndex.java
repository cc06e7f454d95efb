package io.quittance.persistence.readmodel;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.intent.NotificationEvent;
import io.quittance.engine.intent.NotificationEvent.Tried;
import io.quittance.engine.intent.NotificationEvent.WebhooksOwed;
import io.quittance.engine.intent.NotificationEvent.WebhooksTried;
import io.quittance.engine.reading.DeliveryBook.DeliverySearch;
import io.quittance.engine.reading.DeliveryBook.DueDelivery;
import io.quittance.engine.reading.DeliveryBook.DueSearch;
import io.quittance.engine.reading.DeliveryBook.Heard;
import io.quittance.engine.reading.DeliveryCursor;
import io.quittance.engine.reading.FeedPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The table of deliveries by what they are searched for; what is told of them is folded from the journal. */
final class DeliveryIndex {

    static final List<String> TABLES = List.of(
            """
            CREATE TABLE delivery (
              intent TEXT NOT NULL, sequence INTEGER NOT NULL, endpoint TEXT NOT NULL,
              merchant TEXT NOT NULL, mode TEXT NOT NULL, position INTEGER NOT NULL,
              type TEXT NOT NULL, at INTEGER NOT NULL,
              status TEXT NOT NULL, owed_at INTEGER NOT NULL, look_at INTEGER,
              PRIMARY KEY (intent, sequence, endpoint)
            ) WITHOUT ROWID""",
            "CREATE INDEX delivery_newest ON delivery (merchant, mode, position, endpoint)",
            "CREATE INDEX delivery_by_endpoint ON delivery (endpoint, position)",
            "CREATE INDEX delivery_open ON delivery (merchant, mode, status, position, endpoint)"
                    + " WHERE status <> 'delivered'",
            "CREATE INDEX delivery_due ON delivery (endpoint, look_at, intent) WHERE look_at IS NOT NULL");

    private static final String OWE = """
            INSERT INTO delivery VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET status = excluded.status, owed_at = excluded.owed_at,
              look_at = excluded.look_at""";
    private static final String CHANGE =
            "UPDATE delivery SET status = ?, look_at = ? WHERE intent = ? AND sequence = ? AND endpoint = ?";
    private static final String DUE = "SELECT intent, look_at FROM delivery WHERE endpoint = ? AND look_at IS NOT NULL"
            + " AND look_at <= ? AND owed_at >= ? AND (look_at, intent) > (?, ?) ORDER BY look_at, intent LIMIT ?";
    private static final String FAILED = "SELECT position, intent, sequence, type, at FROM delivery WHERE endpoint = ?"
            + " AND position > ? AND status <> 'delivered' ORDER BY position LIMIT ?";

    private final Connection connection;
    private final PreparedStatement owe;
    private final PreparedStatement change;

    DeliveryIndex(Connection connection) throws SQLException {
        this.connection = connection;
        this.owe = connection.prepareStatement(OWE);
        this.change = connection.prepareStatement(CHANGE);
    }

    /** Takes in an event about deliveries, after which the stream stands so. */
    void take(NotificationEvent event, FoldedStream stream, long position) throws SQLException {
        IntentFacts facts = Objects.requireNonNull(stream.snapshot()).facts();
        if (event instanceof WebhooksOwed owed) {
            Notification told = stream.outbox().find(owed.sequence()).orElseThrow();
            for (EndpointId endpoint : owed.endpoints()) {
                owe(facts, told, told.to(endpoint).orElseThrow(), position);
            }
        } else if (event instanceof WebhooksTried tried) {
            for (Tried one : tried.tries()) {
                Notification told = stream.outbox().find(one.sequence()).orElseThrow();
                change(facts.id(), one, told.to(one.endpoint()).orElseThrow());
            }
        }
    }

    /** In the order of events: what was changed before is carried out before. */
    private void owe(IntentFacts facts, Notification told, Delivery delivery, long position) throws SQLException {
        change.executeBatch();
        owe.setString(1, facts.id().value());
        owe.setLong(2, told.id().sequence());
        owe.setString(3, delivery.endpoint().value());
        owe.setString(4, facts.tenant().merchant());
        owe.setString(5, facts.tenant().mode().text());
        owe.setLong(6, position);
        owe.setString(7, told.type().text());
        owe.setLong(8, told.at().toEpochMilli());
        owe.setString(9, delivery.status().text());
        owe.setLong(10, delivery.owedAt().toEpochMilli());
        setLookAt(owe, 11, delivery);
        owe.addBatch();
    }

    private void change(IntentId intent, Tried tried, Delivery delivery) throws SQLException {
        owe.executeBatch();
        change.setString(1, delivery.status().text());
        setLookAt(change, 2, delivery);
        change.setString(3, intent.value());
        change.setLong(4, tried.sequence());
        change.setString(5, tried.endpoint().value());
        change.addBatch();
    }

    private static void setLookAt(PreparedStatement row, int column, Delivery delivery) throws SQLException {
        if (delivery.lookAt().isPresent()) {
            row.setLong(column, delivery.lookAt().get().toEpochMilli());
        } else {
            row.setNull(column, Types.INTEGER);
        }
    }

    /** Carries out what was taken in. */
    void flush() throws SQLException {
        owe.executeBatch();
        change.executeBatch();
    }

    /** Forgets what was taken in and not carried out. */
    void clear() throws SQLException {
        owe.clearBatch();
        change.clearBatch();
    }

    /** Where a delivery is found. */
    record Row(IntentId intent, long sequence, DeliveryCursor place) {}

    /** The deliveries that pass, newest first; one more than asked for when there are more. */
    List<Row> find(Tenant tenant, DeliverySearch search) throws SQLException {
        Conditions conditions = new Conditions();
        conditions.add("merchant = ?", tenant.merchant());
        conditions.add("mode = ?", tenant.mode().text());
        conditions.add(
                "intent = ?", search.intent() == null ? null : search.intent().value());
        conditions.add(
                "endpoint = ?",
                search.endpoint() == null ? null : search.endpoint().value());
        conditions.add(
                "status = ?", search.status() == null ? null : search.status().text());
        if (search.after() != null) {
            conditions.addAll(
                    "(position, endpoint) < (?, ?)",
                    List.of(
                            search.after().position().value(),
                            search.after().endpoint().value()));
        }
        String sql = "SELECT intent, sequence, position, endpoint FROM delivery WHERE " + conditions.text()
                + " ORDER BY position DESC, endpoint DESC LIMIT " + (search.limit() + 1);
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            conditions.bind(query);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    DeliveryCursor place =
                            new DeliveryCursor(new FeedPosition(found.getLong(3)), new EndpointId(found.getString(4)));
                    rows.add(new Row(new IntentId(found.getString(1)), found.getLong(2), place));
                }
            }
        }
        return rows;
    }

    /** What has to be looked at, the longest due first. */
    List<DueDelivery> due(DueSearch search) throws SQLException {
        List<DueDelivery> due = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(DUE)) {
            DueDelivery after = search.after();
            query.setString(1, search.endpoint().value());
            query.setLong(2, search.by().toEpochMilli());
            query.setLong(3, search.owedFrom() == null ? 0 : search.owedFrom().toEpochMilli());
            query.setLong(4, after == null ? 0 : after.at().toEpochMilli());
            query.setString(5, after == null ? "" : after.intent().value());
            query.setInt(6, search.most());
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    due.add(new DueDelivery(new IntentId(found.getString(1)), Instant.ofEpochMilli(found.getLong(2))));
                }
            }
        }
        return due;
    }

    /** What an endpoint was owed and has not taken, in the order in which it became owed. */
    List<Heard> failed(EndpointId endpoint, FeedPosition after, int most) throws SQLException {
        List<Heard> failed = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(FAILED)) {
            query.setString(1, endpoint.value());
            query.setLong(2, after.value());
            query.setInt(3, most);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    failed.add(new Heard(
                            new FeedPosition(found.getLong(1)),
                            new IntentId(found.getString(2)),
                            found.getLong(3),
                            found.getString(4),
                            Instant.ofEpochMilli(found.getLong(5))));
                }
            }
        }
        return failed;
    }
}
