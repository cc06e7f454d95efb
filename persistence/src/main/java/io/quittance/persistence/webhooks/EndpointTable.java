package io.quittance.persistence.webhooks;

import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookEndpoint.Payload;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import io.quittance.engine.webhook.WebhookEndpoint.Success;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of endpoints, one row each; times are milliseconds since 1970, gaps are seconds. A removed endpoint's row
 * stays, without secrets. Events and gaps are separated by commas, which neither of them holds.
 */
final class EndpointTable {

    static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS endpoint (
              id TEXT PRIMARY KEY, merchant TEXT NOT NULL, mode TEXT NOT NULL, url TEXT NOT NULL, description TEXT,
              events TEXT NOT NULL, policy TEXT NOT NULL, gaps TEXT NOT NULL, payload TEXT NOT NULL,
              success TEXT NOT NULL, sealed BLOB, standing TEXT NOT NULL, reason TEXT, created_at INTEGER NOT NULL,
              failing_since INTEGER, held_before INTEGER, removed_at INTEGER
            ) WITHOUT ROWID""";
    private static final String ALL = "SELECT * FROM endpoint ORDER BY created_at, id";
    private static final String KEEP = """
            INSERT OR REPLACE INTO endpoint
              (id, merchant, mode, url, description, events, policy, gaps, payload, success, sealed, standing, reason,
               created_at, failing_since, held_before, removed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ANY_SECRET = "SELECT 1 FROM endpoint WHERE sealed IS NOT NULL LIMIT 1";

    private EndpointTable() {}

    /**
     * A row: an endpoint without its secrets, and those as they are kept.
     *
     * @param sealed null where there are none
     */
    record Row(WebhookEndpoint bare, byte @Nullable [] sealed) {

        EndpointId id() {
            return bare.id();
        }

        WebhookEndpoint with(Sealed opened) {
            return new WebhookEndpoint(
                    bare.id(),
                    bare.tenant(),
                    bare.url(),
                    bare.description(),
                    bare.events(),
                    bare.policy(),
                    bare.payload(),
                    bare.success(),
                    opened.secrets(),
                    bare.standing(),
                    bare.reason(),
                    opened.challenge(),
                    bare.createdAt(),
                    bare.failingSince(),
                    bare.heldBefore(),
                    bare.removedAt());
        }
    }

    static List<Row> all(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ALL);
                ResultSet rows = query.executeQuery()) {
            List<Row> endpoints = new ArrayList<>();
            while (rows.next()) {
                endpoints.add(new Row(read(rows), rows.getBytes("sealed")));
            }
            return endpoints;
        }
    }

    /** Whether any secret is kept. */
    static boolean hasSecrets(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(ANY_SECRET)) {
            return rows.next();
        }
    }

    static boolean keep(Connection connection, WebhookEndpoint endpoint, byte @Nullable [] sealed) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(KEEP)) {
            row.setString(1, endpoint.id().value());
            row.setString(2, endpoint.tenant().merchant());
            row.setString(3, endpoint.tenant().mode().text());
            row.setString(4, endpoint.url().toString());
            row.setString(5, endpoint.description());
            row.setString(6, String.join(",", endpoint.events()));
            row.setString(7, endpoint.policy().name());
            row.setString(8, gaps(endpoint.policy()));
            row.setString(9, endpoint.payload().text());
            row.setString(10, endpoint.success().text());
            row.setBytes(11, sealed);
            row.setString(12, endpoint.standing().text());
            row.setString(13, endpoint.reason());
            row.setLong(14, endpoint.createdAt().toEpochMilli());
            Times.set(row, 15, endpoint.failingSince());
            Times.set(row, 16, endpoint.heldBefore());
            Times.set(row, 17, endpoint.removedAt());
            return row.executeUpdate() > 0;
        }
    }

    private static String gaps(RetryPolicy policy) {
        return policy.gaps().stream().map(gap -> Long.toString(gap.toSeconds())).collect(Collectors.joining(","));
    }

    private static WebhookEndpoint read(ResultSet row) throws SQLException {
        return new WebhookEndpoint(
                new EndpointId(row.getString("id")),
                new Tenant(row.getString("merchant"), Mode.valueOf(upper(row, "mode"))),
                URI.create(row.getString("url")),
                row.getString("description"),
                List.of(row.getString("events").split(",")),
                policy(row.getString("policy"), row.getString("gaps")),
                Payload.valueOf(upper(row, "payload")),
                success(row.getString("success")),
                List.of(),
                Standing.valueOf(upper(row, "standing")),
                row.getString("reason"),
                null,
                Instant.ofEpochMilli(row.getLong("created_at")),
                Times.get(row, "failing_since"),
                Times.get(row, "held_before"),
                Times.get(row, "removed_at"));
    }

    /** The gaps are those that were promised, also when a preset of this name has others by now. */
    private static RetryPolicy policy(String name, String gaps) {
        List<Duration> kept = Arrays.stream(gaps.split(","))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .toList();
        return new RetryPolicy(name, kept, name.equals(RetryPolicy.CUSTOM));
    }

    private static Success success(String text) {
        return Arrays.stream(Success.values())
                .filter(success -> success.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of success: " + text));
    }

    private static String upper(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }
}
