package io.quittance.api.http.json;

import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentFacts.OpenOrder;
import java.util.Optional;

/**
 * Why a person may have to look at an intent, and what there is to do. Pure.
 *
 * @param kind {@code in_doubt}, {@code late_approval} or {@code late_operation}
 * @param reference the order at the counterparty that it is about
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

    /** The reason of an intent that needs attention. */
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
