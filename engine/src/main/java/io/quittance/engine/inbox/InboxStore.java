package io.quittance.engine.inbox;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Where notifications of providers are kept. Methods return at once; their stages complete in the order of the calls,
 * on a thread of the store's, and fail when the store could not do it. Safe for any thread.
 */
public interface InboxStore extends AutoCloseable {

    /**
     * Keeps a notification. Completes when it is durable, after an fsync; with false when it was there already, which
     * leaves it as it is. Fails when it may not be there, also when too many wait to be kept: its sender repeats it.
     */
    CompletionStage<Boolean> keep(InboxEntry entry);

    /** Up to so many that wait and are due, the longest due first. */
    CompletionStage<List<InboxEntry>> due(Instant now, int most);

    /** Replaces one that waits; changes nothing when it waits no more. */
    CompletionStage<Void> change(InboxEntry entry);

    /** Makes everything that waits due now. */
    CompletionStage<Void> wake(Instant now);

    /** Removes what is done and was kept long enough. */
    CompletionStage<Void> forget(Instant now);

    /** Finishes what it was given. */
    @Override
    void close();
}
