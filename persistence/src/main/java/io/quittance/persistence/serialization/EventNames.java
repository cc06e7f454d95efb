package io.quittance.persistence.serialization;

import static java.util.Map.entry;

import io.quittance.engine.intent.DoubtEvent.DoubtOverdue;
import io.quittance.engine.intent.DoubtEvent.DoubtResolved;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.DoubtEvent.ResolutionChecked;
import io.quittance.engine.intent.IntentEvent;
import io.quittance.engine.intent.IntentEvent.AttemptActionRequired;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.AttemptProgressed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.CaptureDue;
import io.quittance.engine.intent.IntentEvent.IntentCanceled;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.IntentExpired;
import io.quittance.engine.intent.IntentEvent.PaymentSettled;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import io.quittance.engine.intent.NotificationEvent;
import io.quittance.engine.intent.NotificationEvent.EndpointDisabled;
import io.quittance.engine.intent.NotificationEvent.WebhookExhausted;
import io.quittance.engine.intent.NotificationEvent.WebhooksOwed;
import io.quittance.engine.intent.NotificationEvent.WebhooksTried;
import io.quittance.engine.intent.OperationEvent.OperationApproved;
import io.quittance.engine.intent.OperationEvent.OperationDeclined;
import io.quittance.engine.intent.OperationEvent.OperationInDoubt;
import io.quittance.engine.intent.OperationEvent.OperationNotProcessed;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.intent.TokenEvent.TokenAuthenticated;
import io.quittance.engine.intent.TokenEvent.TokenChallenged;
import io.quittance.engine.intent.TokenEvent.TokenEnded;
import io.quittance.engine.intent.TokenEvent.TokenIssued;
import io.quittance.engine.intent.TokenEvent.TokenNamed;
import io.quittance.engine.intent.TokenEvent.TokenPaused;
import io.quittance.engine.intent.TokenEvent.TokenResumed;
import io.quittance.engine.intent.TokenEvent.TokenUsed;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names under which events are stored: one table, kept by hand, only ever added to. A name stands for one shape for
 * ever; another shape gets the next version. Class names never reach the journal.
 */
public final class EventNames {

    private static final Map<String, Class<? extends IntentEvent>> TYPES = Map.ofEntries(
            entry("intent.created.v1", IntentCreated.class),
            entry("intent.canceled.v1", IntentCanceled.class),
            entry("intent.expired.v1", IntentExpired.class),
            entry("intent.capture_due.v1", CaptureDue.class),
            entry("intent.settled.v1", PaymentSettled.class),
            entry("intent.attempt_started.v1", AttemptStarted.class),
            entry("intent.attempt_progressed.v1", AttemptProgressed.class),
            entry("intent.attempt_action_required.v1", AttemptActionRequired.class),
            entry("intent.attempt_in_doubt.v1", AttemptInDoubt.class),
            entry("intent.attempt_approved.v1", AttemptApproved.class),
            entry("intent.attempt_declined.v1", AttemptDeclined.class),
            entry("intent.attempt_not_processed.v1", AttemptNotProcessed.class),
            entry("intent.operation_started.v1", OperationStarted.class),
            entry("intent.operation_in_doubt.v1", OperationInDoubt.class),
            entry("intent.operation_approved.v1", OperationApproved.class),
            entry("intent.operation_declined.v1", OperationDeclined.class),
            entry("intent.operation_not_processed.v1", OperationNotProcessed.class),
            entry("intent.doubt_overdue.v1", DoubtOverdue.class),
            entry("intent.doubt_resolved.v1", DoubtResolved.class),
            entry("intent.resolution_checked.v1", ResolutionChecked.class),
            entry("intent.late_approval.v1", LateApproval.class),
            entry("intent.request_answered.v1", RequestAnswered.class),
            entry("intent.request_joined.v1", RequestJoined.class),
            entry("intent.webhooks_owed.v1", WebhooksOwed.class),
            entry("intent.webhooks_tried.v1", WebhooksTried.class),
            entry("intent.webhook_exhausted.v1", WebhookExhausted.class),
            entry("intent.endpoint_disabled.v1", EndpointDisabled.class),
            entry("intent.token_named.v1", TokenNamed.class),
            entry("intent.token_issued.v1", TokenIssued.class),
            entry("intent.token_used.v1", TokenUsed.class),
            entry("intent.token_challenged.v1", TokenChallenged.class),
            entry("intent.token_authenticated.v1", TokenAuthenticated.class),
            entry("intent.token_paused.v1", TokenPaused.class),
            entry("intent.token_resumed.v1", TokenResumed.class),
            entry("intent.token_ended.v1", TokenEnded.class));

    private static final Map<Class<?>, String> NAMES =
            TYPES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventNames() {}

    /** The name of an event type; throws {@link IllegalArgumentException} when it has none. */
    static String nameOf(Class<?> type) {
        String name = NAMES.get(type);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " has no name in the journal");
        }
        return name;
    }

    /** The event type of a name; throws {@link IllegalArgumentException} when the name is unknown. */
    static Class<? extends IntentEvent> typeOf(String name) {
        Class<? extends IntentEvent> type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("the journal holds an event named " + name
                    + ", which this version does not know: it was written by" + " a newer version; run that one");
        }
        return type;
    }

    /** Whether events of this name change the payment, so that its version counts them; others tell of webhooks. */
    public static boolean isOfPayment(String name) {
        return !NotificationEvent.class.isAssignableFrom(typeOf(name));
    }

    /** All names with their types. */
    public static Map<String, Class<? extends IntentEvent>> all() {
        return TYPES;
    }
}
