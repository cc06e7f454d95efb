package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.reading.FeedEvent;
import io.quittance.engine.reading.Page;
import io.quittance.engine.reading.WorkItem;
import io.quittance.engine.terminal.TerminalView;
import io.quittance.engine.vault.CardView;
import io.quittance.engine.webhook.DeliveryView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Pages of lists, all of one shape. */
public final class ListJson {

    private ListJson() {}

    /** A page of intents. */
    public static byte[] intents(Page<IntentView> page) {
        return list(page, IntentJson::write);
    }

    /** A page of the work list. */
    public static byte[] work(Page<WorkItem> page) {
        return list(page, WorkItemJson::write);
    }

    /** A page of the feed. */
    public static byte[] feed(Page<FeedEvent> page) {
        return list(page, ListJson::event);
    }

    /** The recorded events of an intent: their own bytes, with position and hash beside them. */
    public static byte[] recorded(Page<JournalEntry> page) {
        return list(page, ListJson::recorded);
    }

    /** One event of the feed, as it also goes out alone. */
    public static byte[] event(FeedEvent event) {
        return Json.bytes(json -> event(json, event));
    }

    /** A page of terminals, which are in no journal: it is as of now. */
    public static byte[] terminals(Page<TerminalView> page) {
        return Json.bytes(json -> page(json, page, TerminalJson::write));
    }

    /** A page of a customer's saved cards, which are in no journal: it is as of now. */
    public static byte[] cards(Page<CardView> page) {
        return Json.bytes(json -> page(json, page, CardJson::write));
    }

    /** A page of webhooks. */
    public static byte[] deliveries(Page<DeliveryView> page) {
        return list(page, WebhookJson::write);
    }

    /** A page of what is in no journal. */
    static <T> void page(JsonGenerator json, Page<T> page, Element<T> element) throws IOException {
        json.writeStartObject();
        fields(json, page, element);
        json.writeEndObject();
    }

    interface Element<T> {
        void write(JsonGenerator json, T element) throws IOException;
    }

    private static <T> byte[] list(Page<T> page, Element<T> element) {
        return Json.bytes(json -> {
            json.writeStartObject();
            fields(json, page, element);
            json.writeNumberField("as_of", page.asOf());
            json.writeEndObject();
        });
    }

    private static <T> void fields(JsonGenerator json, Page<T> page, Element<T> element) throws IOException {
        json.writeStringField("object", "list");
        json.writeArrayFieldStart("data");
        for (T each : page.data()) {
            element.write(json, each);
        }
        json.writeEndArray();
        json.writeBooleanField("has_more", page.hasMore());
        json.writeStringField("next_cursor", page.nextCursor());
    }

    private static void event(JsonGenerator json, FeedEvent event) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", event.id().text());
        json.writeStringField("object", "event");
        json.writeStringField("type", event.type().text());
        Json.time(json, "timestamp", event.at());
        json.writeNumberField("intent_sequence", event.intentSequence());
        json.writeFieldName("data");
        if (event.about() == null) {
            IntentJson.write(json, event.intent());
        } else {
            json.writeStartObject();
            json.writeStringField("id", event.about().value());
            json.writeStringField("object", "webhook_endpoint");
            json.writeStringField("payment_intent", event.intent().id().value());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    static void recorded(JsonGenerator json, JournalEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "recorded_event");
        json.writeNumberField("position", entry.position());
        json.writeNumberField("sequence", entry.sequence());
        json.writeStringField("type", entry.manifest());
        json.writeStringField("hash", entry.hashHex());
        json.writeFieldName("data");
        json.writeRawValue(new String(entry.payload(), StandardCharsets.UTF_8));
        json.writeEndObject();
    }
}
