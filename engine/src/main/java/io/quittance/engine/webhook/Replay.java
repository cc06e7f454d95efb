package io.quittance.engine.webhook;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.reading.FeedPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's wish to hear again what happened, and how far it has been fulfilled. Immutable.
 *
 * @param id {@code wr_} and 32 characters
 * @param wish which events
 * @param at up to where in the feed it has come
 * @param end where it ends: nothing that happened after the wish is part of it
 * @param owed how many deliveries it has made so far
 * @param endedAt when it came to its end; null while it runs
 */
public record Replay(
        String id,
        EndpointId endpoint,
        Wish wish,
        FeedPosition at,
        FeedPosition end,
        long owed,
        Instant askedAt,
        @Nullable Instant endedAt) {

    /**
     * Which events are sent again. Every condition that is given holds.
     *
     * @param from not before; null for the beginning
     * @param to before; null for now
     * @param intent of this intent only; null for all
     * @param onlyFailed only what this endpoint was owed and has not taken
     */
    public record Wish(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable IntentId intent,
            boolean onlyFailed) {}

    /** The same, further on. */
    Replay at(FeedPosition position, long owedBy) {
        return new Replay(id, endpoint, wish, position, end, owedBy, askedAt, endedAt);
    }

    /** The same at its end. */
    Replay ended(Instant when, long owedBy) {
        return new Replay(id, endpoint, wish, end, end, owedBy, askedAt, when);
    }
}
