package io.quittance.api.cli;

import io.quittance.api.http.json.Json;
import io.quittance.engine.audit.JournalCheck;
import io.quittance.engine.audit.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What {@code inspect --json} prints. */
final class InspectReport {

    private InspectReport() {}

    static Json.Document of(JournalCheck check) {
        return json -> {
            json.writeStartObject();
            json.writeNumberField("events", check.entries());
            json.writeNumberField("streams", check.streams());
            json.writeObjectFieldStart("counts");
            for (Map.Entry<String, Long> count : check.counts().entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("findings");
            for (String finding : check.findings()) {
                json.writeString(finding);
            }
            json.writeEndArray();
            json.writeEndObject();
        };
    }

    static String line(JournalEntry entry) {
        return new String(
                Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeNumberField("position", entry.position());
                    json.writeStringField("stream", entry.stream());
                    json.writeNumberField("sequence", entry.sequence());
                    json.writeStringField("type", entry.manifest());
                    json.writeStringField("hash", entry.hashHex());
                    json.writeFieldName("event");
                    json.writeRawValue(new String(entry.payload(), StandardCharsets.UTF_8));
                    json.writeEndObject();
                }),
                StandardCharsets.UTF_8);
    }
}
