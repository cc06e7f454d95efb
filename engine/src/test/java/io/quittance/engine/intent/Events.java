package io.quittance.engine.intent;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.IntentEvent.AttemptActionRequired;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import io.quittance.engine.intent.OperationEvent.OperationApproved;
import io.quittance.engine.intent.OperationEvent.OperationDeclined;
import io.quittance.engine.intent.OperationEvent.OperationInDoubt;
import io.quittance.engine.intent.OperationEvent.OperationNotProcessed;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.support.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of an intent's life, and the states that they lead to. */
final class Events {

    static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    /** A counterparty that offers everything. */
    static final MethodTerms ACME = offering(EnumSet.allOf(Capability.class));

    static MethodTerms offering(Set<Capability> offers) {
        return MethodTerms.ofCards(new AcquirerTerms("acme", ANSWER_DEADLINE, offers, CaptureWindow.DEFAULT));
    }

    static final Approval APPROVAL = new Approval("000017", "acq-17");
    static final Failure FAILURE = new Failure("card_declined", "Ask for another card.", "lost_card", "41", "LOST");

    static final NextAction NEXT_ACTION =
            new NextAction("https://issuer.example/challenges/7", Given.NOW.plus(Duration.ofMinutes(15)));

    /** {@link Given#TERMS}, to be captured later. */
    static final Terms MANUAL = new Terms(
            Given.TERMS.amount(), "order-1", CaptureMethod.MANUAL, Given.TERMS.customerId(), null, null, null);

    static final Instant CAPTURE_BEFORE = CaptureWindow.DEFAULT.endsAfter(Given.NOW);

    private Events() {}

    static IntentState fold(List<? extends IntentEvent> events) {
        IntentState state = new IntentState.Absent();
        for (IntentEvent event : events) {
            state = state.apply(event);
        }
        return state;
    }

    static IntentState fold(IntentState from, List<? extends IntentEvent> events) {
        IntentState state = from;
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

    static AttemptActionRequired actionRequired(int number) {
        return new AttemptActionRequired(Given.NOW, number, NEXT_ACTION);
    }

    static AttemptInDoubt actionOverdue(int number) {
        return new AttemptInDoubt(Given.NOW, number, Evidence.ACTION_OVERDUE, "the payer's time is over");
    }

    static AttemptInDoubt inDoubt(int number) {
        return new AttemptInDoubt(Given.NOW, number, Evidence.SENT_WITHOUT_ANSWER, "no answer");
    }

    static AttemptApproved approved(int number) {
        return new AttemptApproved(Given.NOW, number, APPROVAL, false, null, null);
    }

    static AttemptDeclined declined(int number) {
        return new AttemptDeclined(Given.NOW, number, FAILURE, false, null);
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

    static IntentCreated createdManual() {
        return new IntentCreated(Given.NOW, Given.ID, Given.SHOP, MANUAL, null);
    }

    static AttemptApproved authorized(int number) {
        return new AttemptApproved(Given.NOW, number, APPROVAL, false, CAPTURE_BEFORE, null);
    }

    static IntentEvent canceled() {
        return new IntentEvent.IntentCanceled(Given.NOW, null, null);
    }

    static IntentEvent expired() {
        return new IntentEvent.IntentExpired(Given.NOW);
    }

    static IntentEvent settled() {
        return new IntentEvent.PaymentSettled(Given.NOW, Given.NOW);
    }

    /** An operation by the key {@code op-<number>}; a reversal is nobody's wish. */
    static OperationStarted operation(int number, OperationKind kind, long amount) {
        boolean isReversal = kind == OperationKind.REVERSAL;
        return new OperationStarted(
                Given.NOW,
                number,
                kind,
                isReversal ? OperationCause.LATE_APPROVAL : OperationCause.REQUEST,
                null,
                amount,
                1,
                Given.ID.value() + "-op" + number,
                "acme",
                Given.NOW.plus(ANSWER_DEADLINE),
                false,
                isReversal ? null : Given.pay("op-" + number));
    }

    static OperationEvent operationInDoubt(int number, OperationKind kind) {
        return new OperationInDoubt(Given.NOW, number, kind, Evidence.SENT_WITHOUT_ANSWER, "no answer");
    }

    static OperationEvent operationApproved(int number, OperationKind kind) {
        return new OperationApproved(Given.NOW, number, kind, APPROVAL, false);
    }

    static OperationEvent operationDeclined(int number, OperationKind kind) {
        return new OperationDeclined(Given.NOW, number, kind, FAILURE, false);
    }

    static OperationEvent operationNotProcessed(int number, OperationKind kind) {
        return new OperationNotProcessed(Given.NOW, number, kind, "never left");
    }

    static DoubtEvent lateApproval(int attempt) {
        return new LateApproval(Given.NOW, OrderName.attempt(attempt), APPROVAL);
    }
}
