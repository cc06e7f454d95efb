package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentView;
import java.io.IOException;

/** An entry of the work list: an intent, why a person may have to look at it, and what there is to do. */
final class WorkItemJson {

    private WorkItemJson() {}

    static void write(JsonGenerator json, IntentView intent) throws IOException {
        IntentFacts facts = intent.snapshot().facts();
        WorkReason reason = WorkReason.of(facts);
        json.writeStartObject();
        json.writeStringField("object", "work_item");
        json.writeStringField("kind", reason.kind());
        Json.time(json, "since", intent.snapshot().needsAttentionSince().orElse(facts.updatedAt()));
        json.writeBooleanField("is_overdue", reason.isOverdue());
        json.writeStringField("downstream_reference", reason.reference());
        json.writeStringField("next_action", reason.nextAction());
        json.writeFieldName("payment_intent");
        IntentJson.write(json, intent);
        json.writeEndObject();
    }
}
