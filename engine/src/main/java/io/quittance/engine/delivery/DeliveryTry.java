package io.quittance.engine.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver, as it is recorded. No try is forgotten.
 *
 * @param at when it began
 * @param latencyMs how long it took, in milliseconds
 * @param status the HTTP status of the answer; null when none came
 * @param failure why no answer came; null when one did
 * @param isTaken whether the endpoint took the notification
 * @param nextTryAt when it is tried again; null when it is not
 */
public record DeliveryTry(
        Instant at,
        long latencyMs,
        @Nullable Integer status,
        @Nullable String failure,
        boolean isTaken,
        @Nullable Instant nextTryAt) {}
