package io.quittance.engine.reading;

import org.jspecify.annotations.Nullable;

/**
 * A question for the work list: the intents that a person may have to look at, the oldest doubt first.
 *
 * @param limit how many at most, 1 to 100
 * @param after the {@code nextCursor} of the page before; null for the first page
 */
public record WorkQuery(int limit, @Nullable String after) {

    /** The first page. */
    public static WorkQuery first() {
        return new WorkQuery(IntentQuery.LIMIT_DEFAULT, null);
    }
}
