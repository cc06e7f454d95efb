package io.quittance.engine.intent;

import io.quittance.engine.attempt.OrderName;
import java.util.List;

/** What the rules decided about a request. */
public sealed interface IntentDecision {

    /** Record these events; the answer follows from the state after them. */
    record Record(List<IntentEvent> events) implements IntentDecision {

        /** The event that says what the request led to. */
        IntentEvent last() {
            return events.get(events.size() - 1);
        }
    }

    /** Nothing to record: answer this now. */
    record Reply(IntentReply reply) implements IntentDecision {}

    /** An equal request is being carried out: wait for its outcome and give the same answer. */
    record Join(OrderName order, boolean createdIntent) implements IntentDecision {}

    /** Refuse, without any effect. */
    static IntentDecision refuse(Refusal refusal) {
        return new Reply(new IntentReply.Refused(refusal));
    }

    /** Refuse because of how the intent stands. */
    static IntentDecision because(Refusal.Code code, IntentState.Known known, String message) {
        return refuse(Refusal.because(
                code, message + " Nothing was done now; the intent below says how it stands.", known.snapshot()));
    }
}
