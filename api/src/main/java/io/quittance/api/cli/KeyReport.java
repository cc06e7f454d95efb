package io.quittance.api.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.api.http.json.Json;
import io.quittance.persistence.access.KeyGrant;
import io.quittance.persistence.access.StoredKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How keys are told about: in words or as JSON. */
final class KeyReport {

    private static final String ROW = "%-12s  %-4s  %-7s  %-24s  %-24s  %6s  %-20s  %-20s  %s%n";

    private final Instant now;

    /** @param now the time that says what has expired */
    KeyReport(Instant now) {
        this.now = now;
    }

    /** The one time that a key is shown. */
    void created(PrintWriter out, StoredKey key, String secret) {
        KeyGrant grant = key.grant();
        out.println("key:       " + secret);
        out.println("id:        " + key.id());
        out.println("merchant:  " + grant.tenant().merchant());
        out.println("mode:      " + grant.tenant().mode().text());
        out.println("scopes:    " + String.join(",", grant.scopes()));
        out.println("rate:      " + grant.requestsPerSecond() + " requests per second");
        out.println("expires:   " + shown(grant.expiresAt()));
    }

    void table(PrintWriter out, List<StoredKey> keys) {
        out.printf(ROW, "ID", "MODE", "STATUS", "MERCHANT", "SCOPES", "RATE", "CREATED", "EXPIRES", "LAST USED");
        for (StoredKey key : keys) {
            KeyGrant grant = key.grant();
            out.printf(
                    ROW,
                    key.id(),
                    grant.tenant().mode().text(),
                    status(key),
                    grant.tenant().merchant(),
                    String.join(",", grant.scopes()),
                    grant.requestsPerSecond(),
                    shown(key.createdAt()),
                    shown(grant.expiresAt()),
                    shown(key.lastUsedAt()));
        }
    }

    /** @param secret the key itself, or null where it is not known any more */
    String json(StoredKey key, @Nullable String secret) {
        return text(json -> write(json, key, secret));
    }

    String json(List<StoredKey> keys) {
        return text(json -> {
            json.writeStartObject();
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (StoredKey key : keys) {
                write(json, key, null);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void write(JsonGenerator json, StoredKey key, @Nullable String secret) throws IOException {
        KeyGrant grant = key.grant();
        json.writeStartObject();
        json.writeStringField("id", key.id());
        json.writeStringField("object", "api_key");
        if (secret != null) {
            json.writeStringField("key", secret);
        }
        json.writeStringField("merchant", grant.tenant().merchant());
        json.writeStringField("mode", grant.tenant().mode().text());
        json.writeArrayFieldStart("scopes");
        for (String scope : grant.scopes()) {
            json.writeString(scope);
        }
        json.writeEndArray();
        json.writeNumberField("requests_per_second", grant.requestsPerSecond());
        json.writeStringField("status", status(key));
        Json.time(json, "created_at", key.createdAt());
        Json.time(json, "expires_at", grant.expiresAt());
        Json.time(json, "revoked_at", key.revokedAt());
        Json.time(json, "last_used_at", key.lastUsedAt());
        json.writeEndObject();
    }

    private String status(StoredKey key) {
        return key.isActive(now) ? "active" : key.revokedAt() != null ? "revoked" : "expired";
    }

    private static String shown(@Nullable Instant time) {
        return time == null ? "never" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String text(Json.Document document) {
        return new String(Json.bytes(document), StandardCharsets.UTF_8);
    }
}
