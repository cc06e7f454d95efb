package io.quittance.engine.intent;

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
    record Join(boolean createdIntent) implements IntentDecision {}

    /** Refuse, without any effect. */
    static IntentDecision refuse(Refusal refusal) {
        return new Reply(new IntentReply.Refused(refusal));
    }
}
