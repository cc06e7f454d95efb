package io.quittance.engine.intent;

import io.quittance.engine.delivery.DeliveryTry;
import io.quittance.engine.id.EndpointId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an intent owes to those who hear of it, and what became of that. It changes nothing of the payment, neither its
 * version nor the time of its last change.
 */
public sealed interface NotificationEvent extends IntentEvent {

    /**
     * A notification is owed to these endpoints from now on. Durable in one commit with what it tells of.
     *
     * @param sequence the notification's number in the intent
     * @param cause who asked for it; null when nobody had to, because it has just happened
     */
    record WebhooksOwed(
            Instant at,
            long sequence,
            List<EndpointId> endpoints,
            @Nullable Cause cause) implements NotificationEvent {}

    /** Why something is sent again. */
    enum Cause {
        /** This one delivery was asked for. */
        REDELIVERY,
        /** It was among those of a replay. */
        REPLAY
    }

    /** Some deliveries were tried. */
    record WebhooksTried(Instant at, List<Tried> tries) implements NotificationEvent {}

    /**
     * One delivery was tried.
     *
     * @param sequence the notification's number in the intent
     * @param outcome what came of it
     */
    record Tried(long sequence, EndpointId endpoint, DeliveryTry outcome) {}

    /**
     * A delivery was tried as often as its policy says, and was not taken. It can be asked for again.
     *
     * @param sequence the notification's number in the intent
     */
    record WebhookExhausted(Instant at, long sequence, EndpointId endpoint) implements NotificationEvent {}

    /** An endpoint is sent to no more, until its merchant enables it. What is owed to it is kept. */
    record EndpointDisabled(Instant at, EndpointId endpoint, String reason) implements NotificationEvent {}
}
