package io.quittance.engine.reading;

import io.quittance.engine.intent.EventType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events to read from the feed, oldest first.
 *
 * @param after the id of the last event that was handled, or a page's {@code nextCursor}; null for the beginning
 * @param types which types; empty for all
 * @param limit how many at most, 1 to 100
 */
public record FeedQuery(@Nullable String after, Set<EventType> types, int limit) {

    public FeedQuery {
        types = Set.copyOf(types);
    }

    /** The feed from its beginning. */
    public static FeedQuery all() {
        return new FeedQuery(null, Set.of(), IntentQuery.LIMIT_DEFAULT);
    }

    /** The same question, from where a page ended. */
    public FeedQuery after(@Nullable String id) {
        return new FeedQuery(id, types, limit);
    }

    /** The same question, this many at a time. */
    public FeedQuery limit(int most) {
        return new FeedQuery(after, types, most);
    }
}
