package io.quittance.engine.webhook;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.intent.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its merchant may see it.
 *
 * @param messageId {@code webhook-id} of what is sent
 * @param type what happened
 * @param at when it happened
 * @param isHeld whether it waits for its endpoint to be enabled, or to be asked for after a restore
 */
public record DeliveryView(
        DeliveryId id, String messageId, EventType type, Instant at, Delivery delivery, boolean isHeld) {

    /** When it is tried again; null when it is not, or nobody knows when because it is held. */
    public @Nullable Instant nextTryAt() {
        return isHeld ? null : delivery.nextTryAt();
    }
}
