package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentFacts.OpenOrder;
import io.quittance.engine.intent.IntentView;
import java.io.IOException;
import java.util.Optional;

/** An entry of the work list: an intent, why a person may have to look at it, and what there is to do. */
final class WorkItemJson {

    private static final String WAIT_OR_RESOLVE =
            "The outcome is asked for again and again. When it is overdue, ask the"
                    + " acquirer about the downstream reference and record what it says with POST …/resolution.";
    private static final String GIVE_BACK =
            "The acquirer approved an attempt that was closed. Its reversal is tried again"
                    + " until it succeeds; if the acquirer refuses it, have the money given back there.";
    private static final String COMPARE =
            "The acquirer did an operation after it was closed here, and there was no money"
                    + " left for it. The amounts are without it: compare them with the acquirer's report.";

    private WorkItemJson() {}

    /** Why the intent is in the list. */
    private record Reason(String kind, String reference, boolean isOverdue, String nextAction) {}

    static void write(JsonGenerator json, IntentView intent) throws IOException {
        IntentFacts facts = intent.snapshot().facts();
        Reason reason = reason(facts);
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

    private static Reason reason(IntentFacts facts) {
        Optional<OpenOrder> doubt =
                facts.openOrders().filter(order -> order.course().isInDoubt()).findFirst();
        if (doubt.isPresent()) {
            OpenOrder order = doubt.get();
            return new Reason(
                    "in_doubt", order.downstreamReference(), order.course().isAlerted(), WAIT_OR_RESOLVE);
        }
        return facts.unreversed()
                .findFirst()
                .map(attempt -> new Reason("late_approval", attempt.downstreamReference(), true, GIVE_BACK))
                .orElseGet(() -> new Reason("late_operation", lateOperation(facts), true, COMPARE));
    }

    private static String lateOperation(IntentFacts facts) {
        return facts.operations().stream()
                .filter(operation -> operation.lateApproval() != null)
                .map(operation -> operation.downstreamReference())
                .findFirst()
                .orElse("");
    }
}
