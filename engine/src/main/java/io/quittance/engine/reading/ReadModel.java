package io.quittance.engine.reading;

import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.Due;
import io.quittance.engine.intent.EventType;
import io.quittance.engine.intent.IntentSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds intents and events by other things than their name. It follows the journal in commit order, decides nothing,
 * and can be thrown away and made again from the journal. Each answer first takes in what was committed before the
 * question, within a time limit, and says how far it came. Safe for any thread; a stage fails when the model cannot be
 * read.
 */
public interface ReadModel extends AutoCloseable {

    /** The intents that pass the filter, newest first, after the cursor. */
    CompletionStage<Page<IntentSnapshot>> intents(Tenant tenant, IntentSearch search);

    /**
     * A checked question.
     *
     * @param after where the page before ended; null for the first
     */
    record IntentSearch(
            IntentQuery.Filter filter, int limit, @Nullable IntentCursor after) {}

    /** The merchant's events after a position, oldest first; of all types when {@code types} is empty. */
    CompletionStage<Page<RecordedNews>> news(Tenant tenant, FeedPosition after, Set<EventType> types, int limit);

    /**
     * The due list: the intents of all merchants that owe something by this moment, the longest due first, after the
     * one given.
     */
    CompletionStage<List<Due>> due(Instant by, @Nullable Due after, int most);

    /**
     * Our references of the payments whose money a terminal took and has not settled, as far as is known: in their
     * order, after the one given.
     */
    CompletionStage<List<String>> unsettled(Tenant tenant, TerminalId terminal, @Nullable String after, int most);

    /** The merchant's intents that a person may have to look at, the oldest doubt first, after the cursor. */
    CompletionStage<Page<RecordedWork>> attention(Tenant tenant, @Nullable WorkCursor after, int limit);

    /** What is and was owed to webhook endpoints. */
    DeliveryBook deliveries();

    @Override
    void close();
}
