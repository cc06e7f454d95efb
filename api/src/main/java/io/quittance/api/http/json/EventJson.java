package io.quittance.api.http.json;

import io.quittance.engine.audit.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The recorded events of an intent: their own bytes, with position and hash beside them. */
public final class EventJson {

    private EventJson() {}

    /** The body of the answer. */
    public static byte[] bytes(List<JournalEntry> entries) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (JournalEntry entry : entries) {
                json.writeStartObject();
                json.writeStringField("object", "event");
                json.writeNumberField("position", entry.position());
                json.writeNumberField("intent_sequence", entry.sequence());
                json.writeStringField("type", entry.manifest());
                json.writeStringField("hash", entry.hashHex());
                json.writeFieldName("data");
                json.writeRawValue(new String(entry.payload(), StandardCharsets.UTF_8));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("has_more", false);
            json.writeNullField("next_cursor");
            json.writeNumberField(
                    "as_of",
                    entries.isEmpty() ? 0 : entries.get(entries.size() - 1).position());
            json.writeEndObject();
        });
    }
}
