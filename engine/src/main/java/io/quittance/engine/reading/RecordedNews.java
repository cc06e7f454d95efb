package io.quittance.engine.reading;

import io.quittance.engine.intent.EventType;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.Notification;
import java.time.Instant;

/**
 * A {@link FeedEvent} as a read model tells it, its personal fields still sealed.
 *
 * @param told what is heard, with the intent after it
 */
public record RecordedNews(FeedPosition id, Notification told) {

    /** What happened. */
    public EventType type() {
        return told.type();
    }

    /** When it was decided. */
    public Instant at() {
        return told.at();
    }

    /** Its number among what is heard of the intent. */
    public long intentSequence() {
        return told.id().sequence();
    }

    /** The intent after the event. */
    public IntentSnapshot snapshot() {
        return told.snapshot();
    }
}
