package io.quittance.engine.webhook.receiving;

import io.quittance.engine.Limits;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.NotificationId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells whether what is heard of an intent is newer than what was heard before: numbers of one intent have no gaps. For
 * receivers that keep one picture of an intent and must not paint an older one over it. In memory and bounded: the
 * intents heard of longest ago are forgotten. Safe for any thread.
 */
public final class IntentOrder {

    private final Map<IntentId, Long> last;

    /** How a notification stands to those before it. */
    public enum Place {
        /** The next one, or the first of which this process hears. */
        NEXT,
        /** Newer than the last one, but something between them has not come yet. */
        AFTER_A_GAP,
        /** Not newer than the last one: what it says is out of date. */
        STALE
    }

    /** With the usual room. */
    public IntentOrder() {
        this(Limits.WEBHOOKS_SEEN_MAX);
    }

    /** @param room how many intents are remembered */
    public IntentOrder(int room) {
        this.last = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<IntentId, Long> eldest) {
                return size() > room;
            }
        };
    }

    /** Where a notification stands; it is remembered unless it is stale. Call it once it was processed. */
    public synchronized Place note(NotificationId notification) {
        long before = last.getOrDefault(notification.intent(), 0L);
        if (notification.sequence() <= before) {
            return Place.STALE;
        }
        last.put(notification.intent(), notification.sequence());
        return before == 0 || notification.sequence() == before + 1 ? Place.NEXT : Place.AFTER_A_GAP;
    }
}
