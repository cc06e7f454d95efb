package io.quittance.engine.reading;

import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list, newest first. Every condition that is given holds.
 *
 * @param status how they stand; null for all
 * @param limit how many at most, 1 to 100
 * @param after the {@code nextCursor} of the page before; null for the first page
 */
public record DeliveryQuery(
        @Nullable IntentId intent,
        @Nullable EndpointId endpoint,
        @Nullable DeliveryStatus status,
        int limit,
        @Nullable String after) {}
