package io.quittance.engine.reading;

import io.quittance.engine.intent.IntentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which intents to list, newest first.
 *
 * @param filter what they have in common
 * @param limit how many at most, 1 to 100
 * @param after the {@code nextCursor} of the page before; null for the first page
 */
public record IntentQuery(
        Filter filter, int limit, @Nullable String after) {

    /** How many a page holds when nobody says. */
    public static final int LIMIT_DEFAULT = 10;

    /** What the intents of a list have in common; null where anything will do. Not yet checked. */
    public record Filter(
            @Nullable String referenceId,
            @Nullable IntentStatus status,
            @Nullable String customerId,
            @Nullable String terminalId,
            @Nullable Boolean inDoubt,
            @Nullable Instant createdFrom,
            @Nullable Instant createdTo) {

        /** Anything will do. */
        public static final Filter NONE = new Filter(null, null, null, null, null, null, null);

        /** Those that stand so. */
        public static Filter of(IntentStatus status) {
            return new Filter(null, status, null, null, null, null, null);
        }

        /** Those of one customer. */
        public static Filter ofCustomer(String customerId) {
            return new Filter(null, null, customerId, null, null, null, null);
        }

        /** The one of a reference. */
        public static Filter ofReference(String referenceId) {
            return new Filter(referenceId, null, null, null, null, null, null);
        }

        /** Those made from this moment on and before that one; either may be null. */
        public Filter created(@Nullable Instant from, @Nullable Instant before) {
            return new Filter(referenceId, status, customerId, terminalId, inDoubt, from, before);
        }
    }

    /** The first page of the intents that pass the filter. */
    public static IntentQuery of(Filter filter) {
        return new IntentQuery(filter, LIMIT_DEFAULT, null);
    }

    /** The same question, this many at a time. */
    public IntentQuery limit(int most) {
        return new IntentQuery(filter, most, after);
    }

    /** The same question, from where a page ended. */
    public IntentQuery after(@Nullable String cursor) {
        return new IntentQuery(filter, limit, cursor);
    }
}
