package io.quittance.engine.reading;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list, newest first. Every condition that is given holds.
 *
 * @param status {@code owed}, {@code delivered} or {@code exhausted}; null for all
 * @param limit how many at most, 1 to 100
 * @param after the {@code nextCursor} of the page before; null for the first page
 */
public record DeliveryQuery(
        @Nullable IntentId intent,
        @Nullable EndpointId endpoint,
        @Nullable String status,
        int limit,
        @Nullable String after) {}
