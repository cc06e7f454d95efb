package io.quittance.engine.intent;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.NotificationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Something that the merchant hears of an intent, and to whom it is owed. Immutable.
 *
 * @param id its name, for ever
 * @param at when it was decided
 * @param snapshot the intent as it stood after it
 * @param about the endpoint that it is about; null when it is about the intent
 * @param deliveries what is and was owed of it, one for each endpoint
 */
public record Notification(
        NotificationId id,
        EventType type,
        Instant at,
        IntentSnapshot snapshot,
        @Nullable EndpointId about,
        List<Delivery> deliveries) {

    /**
     * {@code webhook-id} of Standard Webhooks, by which receivers tell repeats: the same at every try and every
     * endpoint. It names the time as well: after a restore of the journal the same place in it may tell of something
     * else.
     */
    public String messageId() {
        return id.text() + "_" + Long.toString(at.toEpochMilli(), Character.MAX_RADIX);
    }

    /** The delivery to this endpoint; empty when it was never owed. */
    public Optional<Delivery> to(EndpointId endpoint) {
        return deliveries.stream()
                .filter(delivery -> delivery.endpoint().equals(endpoint))
                .findFirst();
    }

    /** Owed to one more endpoint, or once more to this one. */
    Notification owed(EndpointId endpoint, Instant when, boolean wasAskedFor) {
        if (to(endpoint).isPresent()) {
            return changed(endpoint, delivery -> delivery.again(when));
        }
        List<Delivery> more = new ArrayList<>(deliveries);
        more.add(Delivery.owed(endpoint, when, wasAskedFor));
        return new Notification(id, type, at, snapshot, about, List.copyOf(more));
    }

    /** The same with one delivery further on. */
    Notification changed(EndpointId endpoint, UnaryOperator<Delivery> change) {
        List<Delivery> other = deliveries.stream()
                .map(delivery -> delivery.endpoint().equals(endpoint) ? change.apply(delivery) : delivery)
                .toList();
        return new Notification(id, type, at, snapshot, about, other);
    }
}
