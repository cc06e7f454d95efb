package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.terminal.TerminalResult.Deed;
import io.quittance.engine.terminal.TerminalResult.Done;
import io.quittance.engine.terminal.TerminalView;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A terminal as its merchant sees it. Its key is never told. */
public final class TerminalJson {

    private static final int RATE_DIGITS = 3;

    private TerminalJson() {}

    /** The body of an answer; to everything but a look it says what was done. */
    public static byte[] bytes(Done done) {
        return Json.bytes(json -> {
            json.writeStartObject();
            fields(json, done.terminal());
            if (done.deed() != Deed.FOUND) {
                json.writeStringField("result", done.deed().name().toLowerCase(Locale.ROOT));
            }
            json.writeEndObject();
        });
    }

    static void write(JsonGenerator json, TerminalView terminal) throws IOException {
        json.writeStartObject();
        fields(json, terminal);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, TerminalView terminal) throws IOException {
        json.writeStringField("id", terminal.id().value());
        json.writeStringField("object", "terminal");
        json.writeStringField("name", terminal.name());
        json.writeStringField("url", terminal.url());
        json.writeStringField("serial_number", terminal.serialNumber());
        json.writeBooleanField("paired", terminal.isPaired());
        json.writeStringField("device_status", terminal.deviceStatus());
        Json.time(json, "last_seen_at", terminal.lastSeenAt());
        queue(json, terminal.queue());
        json.writeFieldName("success_rate");
        json.writeNumber(rate(terminal.answered(), terminal.dialogues()));
        json.writeNumberField("dialogues", terminal.dialogues());
        Json.time(json, "quarantined_until", terminal.quarantinedUntil());
        Json.time(json, "created_at", terminal.registeredAt());
    }

    private static void queue(JsonGenerator json, List<String> references) throws IOException {
        json.writeArrayFieldStart("queue");
        for (int i = 0; i < references.size(); i++) {
            String reference = references.get(i);
            json.writeStartObject();
            json.writeNumberField("position", i + 1);
            json.writeStringField("downstream_reference", reference);
            json.writeStringField(
                    "payment_intent",
                    IntentId.ofDownstreamReference(reference)
                            .map(IntentId::value)
                            .orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** How many of its dialogues ended with an answer, of one; null while there were none. */
    private static @Nullable BigDecimal rate(long answered, long dialogues) {
        return dialogues == 0
                ? null
                : BigDecimal.valueOf(answered).divide(BigDecimal.valueOf(dialogues), RATE_DIGITS, RoundingMode.HALF_UP);
    }
}
