package io.quittance.persistence.readmodel;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.Due;
import io.quittance.engine.intent.DutyRules;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.Outbox;
import io.quittance.engine.reading.IntentCursor;
import io.quittance.engine.reading.IntentQuery.Filter;
import io.quittance.engine.reading.ReadModel.IntentSearch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of intents by what they are searched for. It holds no answer: those are folded from the journal. */
final class IntentIndex {

    static final List<String> TABLES = List.of(
            """
            CREATE TABLE intent (
              id TEXT PRIMARY KEY, merchant TEXT NOT NULL, mode TEXT NOT NULL,
              created_at INTEGER NOT NULL, position INTEGER NOT NULL,
              status TEXT NOT NULL, in_doubt INTEGER NOT NULL, customer_id TEXT, terminal_id TEXT,
              next_due_at INTEGER, attention_since INTEGER, unsettled TEXT
            ) WITHOUT ROWID""",
            "CREATE INDEX intent_newest ON intent (merchant, mode, created_at, position)",
            "CREATE INDEX intent_by_status ON intent (merchant, mode, status, created_at, position)",
            "CREATE INDEX intent_by_customer ON intent (merchant, mode, customer_id, created_at, position)"
                    + " WHERE customer_id IS NOT NULL",
            "CREATE INDEX intent_by_terminal ON intent (merchant, mode, terminal_id, created_at, position)"
                    + " WHERE terminal_id IS NOT NULL",
            "CREATE INDEX intent_in_doubt ON intent (merchant, mode, created_at, position) WHERE in_doubt = 1",
            "CREATE INDEX intent_due ON intent (next_due_at, id) WHERE next_due_at IS NOT NULL",
            "CREATE INDEX intent_unsettled ON intent (merchant, mode, terminal_id, unsettled)"
                    + " WHERE unsettled IS NOT NULL",
            "CREATE INDEX intent_attention ON intent (merchant, mode, attention_since, id)"
                    + " WHERE attention_since IS NOT NULL");

    private static final long NANOS_BELOW_MILLI = 999_999;

    private static final String INSERT = "INSERT INTO intent VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE =
            "UPDATE intent SET status = ?, in_doubt = ?, terminal_id = ?, next_due_at = ?, attention_since = ?,"
                    + " unsettled = ? WHERE id = ?";

    private static final String DUE = "SELECT id, next_due_at FROM intent WHERE next_due_at IS NOT NULL"
            + " AND next_due_at <= ? AND (next_due_at, id) > (?, ?) ORDER BY next_due_at, id LIMIT ?";

    private static final String ATTENTION = "SELECT id, attention_since FROM intent WHERE merchant = ? AND mode = ?"
            + " AND attention_since IS NOT NULL AND (attention_since, id) > (?, ?)"
            + " ORDER BY attention_since, id LIMIT ?";

    private static final String UNSETTLED = "SELECT unsettled FROM intent WHERE merchant = ? AND mode = ?"
            + " AND terminal_id = ? AND unsettled IS NOT NULL AND unsettled > ? ORDER BY unsettled LIMIT ?";

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement update;

    IntentIndex(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(INSERT);
        this.update = connection.prepareStatement(UPDATE);
    }

    /** An intent that was created at this position of the journal. */
    void add(IntentSnapshot intent, Outbox outbox, long position) throws SQLException {
        IntentFacts facts = intent.facts();
        insert.setString(1, facts.id().value());
        insert.setString(2, facts.tenant().merchant());
        insert.setString(3, facts.tenant().mode().text());
        insert.setLong(4, facts.createdAt().toEpochMilli());
        insert.setLong(5, position);
        insert.setString(6, intent.status().text());
        insert.setBoolean(7, intent.isInDoubt());
        insert.setString(8, facts.terms().customerId());
        insert.setString(9, terminalOf(facts));
        setTime(insert, 10, DutyRules.nextDue(intent));
        setTime(insert, 11, attentionSince(intent, outbox));
        insert.setString(12, unsettledOf(facts));
        insert.addBatch();
    }

    void change(IntentSnapshot intent, Outbox outbox) throws SQLException {
        update.setString(1, intent.status().text());
        update.setBoolean(2, intent.isInDoubt());
        update.setString(3, terminalOf(intent.facts()));
        setTime(update, 4, DutyRules.nextDue(intent));
        setTime(update, 5, attentionSince(intent, outbox));
        update.setString(6, unsettledOf(intent.facts()));
        update.setString(7, intent.facts().id().value());
        update.addBatch();
    }

    /** Where the last attempt was made; null when that was at no terminal. */
    private static @Nullable String terminalOf(IntentFacts facts) {
        return facts.attempts().isEmpty() ? null : facts.lastAttempt().method().terminalId();
    }

    /** Our reference of the payment, while a terminal has its money and it is not known to be settled. */
    private static @Nullable String unsettledOf(IntentFacts facts) {
        return facts.unsettledAtTerminal().map(Attempt::downstreamReference).orElse(null);
    }

    private static Optional<Instant> attentionSince(IntentSnapshot intent, Outbox outbox) {
        return Stream.concat(intent.needsAttentionSince().stream(), outbox.exhaustedSince().stream())
                .min(Instant::compareTo);
    }

    private static void setTime(PreparedStatement row, int column, Optional<Instant> time) throws SQLException {
        if (time.isPresent()) {
            row.setLong(column, time.get().toEpochMilli());
        } else {
            row.setNull(column, Types.INTEGER);
        }
    }

    /** Carries out what was added and changed. */
    void flush() throws SQLException {
        insert.executeBatch();
        update.executeBatch();
    }

    /** Forgets what was added and changed and not carried out. */
    void clear() throws SQLException {
        insert.clearBatch();
        update.clearBatch();
    }

    /** One intent and where the list goes on after it. */
    record Row(IntentId id, IntentCursor cursor) {}

    /** The intents that pass, newest first; one more than asked for when there are more. */
    List<Row> find(Tenant tenant, IntentSearch search) throws SQLException {
        Conditions conditions = conditions(tenant, search);
        String sql = "SELECT id, created_at, position FROM intent WHERE " + conditions.text()
                + " ORDER BY created_at DESC, position DESC LIMIT " + (search.limit() + 1);
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            conditions.bind(query);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            new IntentId(found.getString(1)), new IntentCursor(found.getLong(2), found.getLong(3))));
                }
            }
        }
        return rows;
    }

    /** What is due, the longest due first. */
    List<Due> due(Instant by, @Nullable Due after, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DUE)) {
            query.setLong(1, by.toEpochMilli());
            query.setLong(2, after == null ? 0 : after.dueAt().toEpochMilli());
            query.setString(3, after == null ? "" : after.id().value());
            query.setInt(4, most);
            return due(query);
        }
    }

    /** What a terminal has not settled, in the order of our references. */
    List<String> unsettled(Tenant tenant, TerminalId terminal, @Nullable String after, int most) throws SQLException {
        List<String> references = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(UNSETTLED)) {
            query.setString(1, tenant.merchant());
            query.setString(2, tenant.mode().text());
            query.setString(3, terminal.value());
            query.setString(4, after == null ? "" : after);
            query.setInt(5, most);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    references.add(found.getString(1));
                }
            }
        }
        return references;
    }

    /** Who needs attention, for longest first; one more than asked for when there are more. */
    List<Due> attention(Tenant tenant, @Nullable Due after, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ATTENTION)) {
            query.setString(1, tenant.merchant());
            query.setString(2, tenant.mode().text());
            query.setLong(3, after == null ? 0 : after.dueAt().toEpochMilli());
            query.setString(4, after == null ? "" : after.id().value());
            query.setInt(5, limit + 1);
            return due(query);
        }
    }

    private static List<Due> due(PreparedStatement query) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (ResultSet found = query.executeQuery()) {
            while (found.next()) {
                due.add(new Due(new IntentId(found.getString(1)), Instant.ofEpochMilli(found.getLong(2))));
            }
        }
        return due;
    }

    private static Conditions conditions(Tenant tenant, IntentSearch search) {
        Filter filter = search.filter();
        Conditions conditions = new Conditions();
        conditions.add("merchant = ?", tenant.merchant());
        conditions.add("mode = ?", tenant.mode().text());
        conditions.add("id = ?", idOf(tenant, filter.referenceId()));
        conditions.add(
                "status = ?", filter.status() == null ? null : filter.status().text());
        conditions.add("customer_id = ?", filter.customerId());
        conditions.add("terminal_id = ?", filter.terminalId());
        if (filter.inDoubt() != null) {
            // Written out, so that the planner sees that the partial index applies.
            conditions.addAll(filter.inDoubt() ? "in_doubt = 1" : "in_doubt = 0", List.of());
        }
        conditions.add("created_at >= ?", millis(filter.createdFrom()));
        conditions.add("created_at < ?", millis(filter.createdTo()));
        if (search.after() != null) {
            conditions.addAll(
                    "(created_at, position) < (?, ?)",
                    List.of(search.after().createdAt(), search.after().position()));
        }
        return conditions;
    }

    /** What is stored is cut to milliseconds, so a bound between two of them is the later one. */
    private static @Nullable Long millis(@Nullable Instant bound) {
        return bound == null ? null : bound.plusNanos(NANOS_BELOW_MILLI).toEpochMilli();
    }

    /** The reference names the intent, so no index is needed to find it. */
    private static @Nullable String idOf(Tenant tenant, @Nullable String referenceId) {
        return referenceId == null
                ? null
                : IntentId.ofReference(tenant, referenceId).value();
    }
}
