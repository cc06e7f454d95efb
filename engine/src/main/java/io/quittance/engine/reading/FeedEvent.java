package io.quittance.engine.reading;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.intent.EventType;
import io.quittance.engine.intent.IntentView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as merchants hear it. It says the same whenever it is read.
 *
 * @param id its place in the feed
 * @param type what happened
 * @param at when it was decided, UTC
 * @param intentSequence its number among the events that merchants hear of this intent, from 1 without gaps
 * @param intent as it stood after the event
 * @param about the endpoint that it is about; null when it is about the intent
 */
public record FeedEvent(
        FeedPosition id,
        EventType type,
        Instant at,
        long intentSequence,
        IntentView intent,
        @Nullable EndpointId about) {}
