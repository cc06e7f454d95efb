package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.reading.WorkItem;
import java.io.IOException;

/** An entry of the work list: an intent, why a person may have to look at it, and what there is to do. */
final class WorkItemJson {

    private WorkItemJson() {}

    static void write(JsonGenerator json, WorkItem item) throws IOException {
        IntentView intent = item.intent();
        IntentFacts facts = intent.snapshot().facts();
        WorkReason reason = WorkReason.of(item);
        json.writeStartObject();
        json.writeStringField("object", "work_item");
        json.writeStringField("kind", reason.kind());
        Json.time(json, "since", intent.snapshot().needsAttentionSince().orElse(facts.updatedAt()));
        json.writeBooleanField("is_overdue", reason.isOverdue());
        json.writeStringField("downstream_reference", reason.reference());
        json.writeStringField("next_action", reason.nextAction());
        json.writeArrayFieldStart("exhausted_endpoints");
        for (String endpoint :
                item.exhausted().stream().map(EndpointId::value).sorted().toList()) {
            json.writeString(endpoint);
        }
        json.writeEndArray();
        json.writeFieldName("payment_intent");
        IntentJson.write(json, intent);
        json.writeEndObject();
    }
}
