package io.quittance.engine.intent;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import io.quittance.engine.support.Given;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of an intent's life, and the states that they lead to. */
final class Events {

    static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    static final Approval APPROVAL = new Approval("000017", "acq-17");
    static final Failure FAILURE = new Failure("card_declined", "Ask for another card.", "lost_card", "41", "LOST");

    private Events() {}

    static IntentState fold(List<? extends IntentEvent> events) {
        IntentState state = new IntentState.Absent();
        for (IntentEvent event : events) {
            state = state.apply(event);
        }
        return state;
    }

    static IntentState fold(IntentEvent... events) {
        return fold(List.of(events));
    }

    static IntentCreated created(@Nullable KeyedRequest request) {
        return new IntentCreated(Given.NOW, Given.ID, Given.SHOP, Given.TERMS, request);
    }

    /** An attempt by a key that did not make the intent. */
    static AttemptStarted started(int number, String key) {
        return started(number, "order-1-" + number, key, false);
    }

    static AttemptStarted started(int number, String reference, String key, boolean createdIntent) {
        return new AttemptStarted(
                Given.NOW,
                number,
                reference,
                Given.ID.value() + "-" + number,
                Given.card(2030, 12).summary(),
                "acme",
                Given.NOW.plus(ANSWER_DEADLINE),
                Given.pay(key),
                createdIntent);
    }

    static AttemptInDoubt inDoubt(int number) {
        return new AttemptInDoubt(Given.NOW, number, Evidence.SENT_WITHOUT_ANSWER, "no answer");
    }

    static AttemptApproved approved(int number) {
        return new AttemptApproved(Given.NOW, number, APPROVAL, false);
    }

    static AttemptDeclined declined(int number) {
        return new AttemptDeclined(Given.NOW, number, FAILURE, false);
    }

    static AttemptNotProcessed notProcessed(int number) {
        return new AttemptNotProcessed(Given.NOW, number, "the issuer was not reached");
    }

    static RequestJoined joined(String key, int attempt) {
        return new RequestJoined(Given.NOW, Given.pay(key), attempt);
    }

    static RequestAnswered answered(String key) {
        return new RequestAnswered(Given.NOW, Given.pay(key));
    }
}
