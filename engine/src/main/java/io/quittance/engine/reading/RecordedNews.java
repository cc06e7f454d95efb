package io.quittance.engine.reading;

import io.quittance.engine.intent.EventType;
import io.quittance.engine.intent.IntentSnapshot;
import java.time.Instant;

/**
 * A {@link FeedEvent} as a read model tells it, its personal fields still sealed.
 *
 * @param snapshot the intent after the event
 */
public record RecordedNews(FeedPosition id, EventType type, Instant at, long intentSequence, IntentSnapshot snapshot) {}
