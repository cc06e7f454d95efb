package io.quittance.api.http.json;

import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentFacts.OpenOrder;
import io.quittance.engine.reading.WorkItem;
import java.util.Optional;

/**
 * Why a person may have to look at an intent, and what there is to do. Pure.
 *
 * @param kind {@code in_doubt}, {@code late_approval}, {@code late_operation} or {@code webhook_exhausted}
 * @param reference the order at the counterparty that it is about; empty when it is about none
 */
public record WorkReason(String kind, String reference, boolean isOverdue, String nextAction) {

    private static final String WAIT_OR_RESOLVE =
            "The outcome is asked for again and again. When it is overdue, ask the"
                    + " acquirer about the downstream reference and record what it says with POST …/resolution.";
    private static final String GIVE_BACK =
            "The acquirer approved an attempt that was closed. Its reversal is tried again"
                    + " until it succeeds; if the acquirer refuses it, have the money given back there.";
    private static final String COMPARE =
            "The acquirer did an operation after it was closed here, and there was no money"
                    + " left for it. The amounts are without it: compare them with the acquirer's report.";

    private static final String REPEAT =
            "A webhook endpoint did not take what it was sent, however often it was tried. Repair it, and then ask for"
                    + " it again: POST /v1/webhook_endpoints/{id}/replay with only_failed.";

    /** Why this stands in the work list; money comes first. */
    public static WorkReason of(WorkItem item) {
        return item.intent().snapshot().needsAttentionSince().isPresent()
                ? of(item.intent().snapshot().facts())
                : new WorkReason("webhook_exhausted", "", true, REPEAT);
    }

    /** The reason of an intent whose money needs attention. */
    public static WorkReason of(IntentFacts facts) {
        Optional<OpenOrder> doubt =
                facts.openOrders().filter(order -> order.course().isInDoubt()).findFirst();
        if (doubt.isPresent()) {
            OpenOrder order = doubt.get();
            return new WorkReason(
                    "in_doubt", order.downstreamReference(), order.course().isAlerted(), WAIT_OR_RESOLVE);
        }
        return facts.unreversed()
                .findFirst()
                .map(attempt -> new WorkReason("late_approval", attempt.downstreamReference(), true, GIVE_BACK))
                .orElseGet(() -> new WorkReason("late_operation", lateOperation(facts), true, COMPARE));
    }

    private static String lateOperation(IntentFacts facts) {
        return facts.operations().stream()
                .filter(operation -> operation.lateApproval() != null)
                .map(operation -> operation.downstreamReference())
                .findFirst()
                .orElse("");
    }
}
