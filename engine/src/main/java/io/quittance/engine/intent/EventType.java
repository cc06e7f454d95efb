package io.quittance.engine.intent;

import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
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
import io.quittance.engine.intent.NotificationEvent.EndpointDisabled;
import io.quittance.engine.intent.NotificationEvent.WebhookExhausted;
import io.quittance.engine.intent.OperationEvent.OperationApproved;
import io.quittance.engine.intent.OperationEvent.OperationInDoubt;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.intent.TokenEvent.TokenChallenged;
import io.quittance.engine.intent.TokenEvent.TokenEnded;
import io.quittance.engine.intent.TokenEvent.TokenIssued;
import io.quittance.engine.intent.TokenEvent.TokenPaused;
import io.quittance.engine.intent.TokenEvent.TokenUsed;
import io.quittance.engine.token.TokenEnd;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What merchants hear of an intent, in the words of {@code api.md}.
 *
 * <p>A notification's number, and so its {@code webhook-id}, is in no event: it is how many events of its intent were
 * told up to it. So {@link #of} must say the same of every event that is in a journal for ever. A new type comes last,
 * and only for a new kind of event, or from a state that no journal has yet; otherwise the webhooks of old intents have
 * other numbers, and what is recorded of their deliveries means others.
 */
public enum EventType {
    CREATED,
    /** An attempt is under way. */
    PENDING,
    /** The payer has to do something first. */
    REQUIRES_ACTION,
    /** The money is held and waits for its capture. */
    AUTHORIZED,
    SUCCEEDED,
    FAILED,
    /** Money that was held is taken. */
    CAPTURED,
    /** Money was given back before settlement. */
    VOIDED,
    /** Money was given back after it was taken. */
    REFUNDED,
    /** Closed by its merchant, or because all was voided before any capture. */
    CANCELED,
    /** Closed because its time, or the time to capture, is over. */
    EXPIRED,
    /** The time to capture ends soon. */
    CAPTURE_DUE,
    /** The captured money was settled. */
    SETTLED,
    /** An outcome is unknown and is being inquired. */
    IN_DOUBT,
    /** Proven to have had no effect, or not carried out; it may be asked for again. */
    RESOLVED,
    /** At a terminal, what the payer is asked for: one of {@link PayerStep}. */
    WAITING_FOR_CARD("terminal"),
    CARD_DETECTED("terminal"),
    TIP_SELECTION("terminal"),
    PIN_STARTED("terminal"),
    ENTER_CVV("terminal"),
    ENTER_CARDHOLDER_ID("terminal"),
    AUTHORIZATION_STARTED("terminal"),
    /** A delivery to an endpoint was tried as often as its policy says. */
    EXHAUSTED("webhook_endpoint"),
    /** An endpoint is sent to no more. */
    DISABLED("webhook_endpoint"),
    /** A payer may be sent to a payment page. */
    ISSUED(EventType.ACCESS_TOKEN),
    /** A payer gave a card there. */
    USED(EventType.ACCESS_TOKEN),
    /** Everything is ready; nothing is taken before the merchant resumes. */
    AWAITING_RESUME(EventType.ACCESS_TOKEN),
    /** Taken back, or replaced by another. */
    REVOKED(EventType.ACCESS_TOKEN),
    /** Its time is over, and nobody paid with it. */
    LAPSED(EventType.ACCESS_TOKEN, "expired");

    private static final Map<Class<? extends IntentEvent>, EventType> PLAIN = Map.ofEntries(
            Map.entry(IntentCreated.class, CREATED),
            Map.entry(IntentCanceled.class, CANCELED),
            Map.entry(IntentExpired.class, EXPIRED),
            Map.entry(CaptureDue.class, CAPTURE_DUE),
            Map.entry(PaymentSettled.class, SETTLED),
            Map.entry(AttemptStarted.class, PENDING),
            Map.entry(AttemptActionRequired.class, REQUIRES_ACTION),
            Map.entry(AttemptInDoubt.class, IN_DOUBT),
            Map.entry(AttemptDeclined.class, FAILED),
            Map.entry(AttemptNotProcessed.class, RESOLVED),
            Map.entry(TokenIssued.class, ISSUED),
            Map.entry(TokenUsed.class, USED),
            Map.entry(TokenChallenged.class, REQUIRES_ACTION),
            Map.entry(TokenPaused.class, AWAITING_RESUME),
            Map.entry(WebhookExhausted.class, EXHAUSTED),
            Map.entry(EndpointDisabled.class, DISABLED));

    private static final String ACCESS_TOKEN = "access_token";

    private final String family;
    private final String word;

    EventType() {
        this("payment_intent");
    }

    EventType(String family) {
        this.family = family;
        this.word = name().toLowerCase(Locale.ROOT);
    }

    EventType(String family, String word) {
        this.family = family;
        this.word = word;
    }

    /** The kinds of events that are always told, and always as the same. */
    static Set<Class<? extends IntentEvent>> kindsTold() {
        return PLAIN.keySet();
    }

    /**
     * What merchants hear of a recorded event; empty when it concerns nobody but one request or the operators.
     *
     * @param after the intent after the event
     */
    public static Optional<EventType> of(IntentEvent event, IntentSnapshot after) {
        if (event instanceof AttemptApproved) {
            return Optional.of(after.facts().funds().captured() > 0 ? SUCCEEDED : AUTHORIZED);
        } else if (event instanceof LateApproval late) {
            return late.order().isAttempt() ? Optional.empty() : of(late, after.facts());
        } else if (event instanceof OperationEvent operation) {
            return operation.kind() == OperationKind.REVERSAL ? Optional.empty() : of(operation, after.facts());
        }
        if (event instanceof TokenEnded ended) {
            boolean isOver = ended.why() == TokenEnd.EXPIRED || ended.why() == TokenEnd.LAPSED;
            return Optional.of(isOver ? LAPSED : REVOKED);
        }
        return event instanceof AttemptProgressed moved
                ? Optional.of(EventType.valueOf(moved.step().name()))
                : Optional.ofNullable(PLAIN.get(event.getClass()));
    }

    /** An operation that was done after all is told as done; one that found no money concerns the operators. */
    private static Optional<EventType> of(LateApproval late, IntentFacts after) {
        Operation operation = after.operations().get(late.order().number() - 1);
        return operation.status() == AttemptStatus.SUCCEEDED
                ? Optional.of(done(operation.kind(), after))
                : Optional.empty();
    }

    private static EventType done(OperationKind kind, IntentFacts after) {
        return switch (kind) {
            case CAPTURE -> CAPTURED;
            case REFUND -> REFUNDED;
            case VOID, REVERSAL ->
                after.closure() == null
                        ? VOIDED
                        : EventType.valueOf(after.closure().name());
        };
    }

    private static Optional<EventType> of(OperationEvent event, IntentFacts after) {
        if (event instanceof OperationStarted) {
            return Optional.empty();
        } else if (event instanceof OperationApproved) {
            return Optional.of(done(event.kind(), after));
        }
        return Optional.of(event instanceof OperationInDoubt ? IN_DOUBT : RESOLVED);
    }

    /** Reads a type that a caller sent. */
    public static Optional<EventType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    /** Whether it tells of the intent's last access token, as it was then. */
    public boolean isOfAccessToken() {
        return family.equals(ACCESS_TOKEN);
    }

    /** As written over HTTP, e.g. {@code payment_intent.created}. */
    public String text() {
        return family + "." + word;
    }
}
