package io.quittance.engine.intent;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.intent.NotificationEvent.EndpointDisabled;
import io.quittance.engine.intent.NotificationEvent.Tried;
import io.quittance.engine.intent.NotificationEvent.WebhookExhausted;
import io.quittance.engine.intent.NotificationEvent.WebhooksOwed;
import io.quittance.engine.intent.NotificationEvent.WebhooksTried;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was ever to be heard of an intent, in order, and to whom it is owed. A part of the intent's state:
 * nothing owed is lost with a process. Immutable.
 *
 * @param notifications numbered from 1 without gaps
 */
public record Outbox(List<Notification> notifications) {

    static final Outbox EMPTY = new Outbox(List.of());

    /** The number of the last notification; 0 when there is none. */
    public long sequence() {
        return notifications.size();
    }

    /** The notification of this number. */
    public Optional<Notification> find(long sequence) {
        return sequence >= 1 && sequence <= notifications.size()
                ? Optional.of(notifications.get((int) sequence - 1))
                : Optional.empty();
    }

    /** Whether nothing is owed to anybody. */
    boolean isAtRest() {
        return notifications.stream()
                .allMatch(told -> told.deliveries().stream().noneMatch(Delivery::isOwed));
    }

    /** Since when something was tried as often as its policy says, and not taken; empty when there is no such thing. */
    public Optional<Instant> exhaustedSince() {
        return exhausted()
                .map(delivery ->
                        delivery.tries().get(delivery.tries().size() - 1).at())
                .min(Instant::compareTo);
    }

    /** Who did not take something, however often it was tried. */
    public Set<EndpointId> exhaustedEndpoints() {
        return exhausted().map(Delivery::endpoint).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Delivery> exhausted() {
        return notifications.stream()
                .flatMap(told -> told.deliveries().stream())
                .filter(delivery -> delivery.status() == DeliveryStatus.EXHAUSTED);
    }

    /** With one more: this event, after which the intent stands so. */
    Outbox heard(IntentEvent event, EventType type, IntentSnapshot after) {
        List<Notification> more = new ArrayList<>(notifications);
        NotificationId id = new NotificationId(after.facts().id(), sequence() + 1);
        more.add(new Notification(id, type, event.at(), after, about(event), List.of()));
        return new Outbox(List.copyOf(more));
    }

    private static @Nullable EndpointId about(IntentEvent event) {
        if (event instanceof WebhookExhausted exhausted) {
            return exhausted.endpoint();
        }
        return event instanceof EndpointDisabled disabled ? disabled.endpoint() : null;
    }

    /** After an event about deliveries. */
    Outbox apply(NotificationEvent event) {
        if (event instanceof WebhooksOwed owed) {
            boolean wasAskedFor = owed.cause() != null;
            return changed(owed.sequence(), event, told -> {
                Notification after = told;
                for (EndpointId endpoint : owed.endpoints()) {
                    after = after.owed(endpoint, owed.at(), wasAskedFor);
                }
                return after;
            });
        } else if (event instanceof WebhooksTried tried) {
            Outbox after = this;
            for (Tried one : tried.tries()) {
                after = after.tried(one, event);
            }
            return after;
        }
        return this;
    }

    private Outbox tried(Tried tried, NotificationEvent event) {
        boolean isOwed = find(tried.sequence())
                .flatMap(told -> told.to(tried.endpoint()))
                .filter(Delivery::isOwed)
                .isPresent();
        if (!isOwed) {
            throw new ImpossibleEvent("owing nothing to " + tried.endpoint(), event);
        }
        return changed(
                tried.sequence(),
                event,
                told -> told.changed(tried.endpoint(), delivery -> delivery.tried(tried.outcome())));
    }

    private Outbox changed(long sequence, NotificationEvent event, UnaryOperator<Notification> change) {
        if (find(sequence).isEmpty()) {
            throw new ImpossibleEvent("with " + sequence() + " notifications", event);
        }
        List<Notification> other = new ArrayList<>(notifications);
        other.set((int) sequence - 1, change.apply(other.get((int) sequence - 1)));
        return new Outbox(List.copyOf(other));
    }
}
