package io.quittance.api.simulation;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.Due;
import io.quittance.engine.intent.DutyRules;
import io.quittance.engine.intent.EventType;
import io.quittance.engine.intent.ImpossibleEvent;
import io.quittance.engine.intent.IntentEvent;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentState;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.journal.EventCodec;
import io.quittance.engine.reading.DeliveryBook;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.Page;
import io.quittance.engine.reading.ReadModel;
import io.quittance.engine.reading.RecordedNews;
import io.quittance.engine.reading.RecordedWork;
import io.quittance.engine.reading.WorkCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lists by folding the whole store at each question; enough for what a simulation asks. */
final class SimulatedReadModel implements ReadModel {

    private final SimulatedStore store;
    private final EventCodec codec;
    private final Map<String, Folded> folded = new LinkedHashMap<>();

    SimulatedReadModel(SimulatedStore store, EventCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /** All intents of the merchant that stand as asked, newest first, on one page. */
    @Override
    public CompletionStage<Page<IntentSnapshot>> intents(Tenant tenant, IntentSearch search) {
        List<IntentSnapshot> found = new ArrayList<>();
        for (String stream : store.names()) {
            if (fold(stream) instanceof Known known
                    && known.facts().tenant().equals(tenant)
                    && (search.filter().status() == null || search.filter().status() == known.status())) {
                found.add(known.snapshot());
            }
        }
        Collections.reverse(found);
        List<IntentSnapshot> page = found.subList(0, Math.min(search.limit(), found.size()));
        return CompletableFuture.completedFuture(new Page<>(page, false, null, store.end()));
    }

    /** How a stream stands by the engine's own function. */
    IntentState fold(String stream) {
        List<JournalEntry> entries = store.stream(stream);
        Folded known = folded.get(stream);
        if (known == null || known.entries() != entries.size()) {
            known = new Folded(entries.size(), folded(entries));
            folded.put(stream, known);
        }
        return known.state();
    }

    /** What a flipped byte made impossible is not told; its actor does not start either. */
    private IntentState folded(List<JournalEntry> entries) {
        IntentState state = new IntentState.Absent();
        try {
            for (JournalEntry entry : entries) {
                state = state.apply((IntentEvent) codec.decode(entry.manifest(), entry.payload()));
            }
            return state;
        } catch (ImpossibleEvent damaged) {
            return new IntentState.Absent();
        }
    }

    private record Folded(int entries, IntentState state) {}

    /** Nobody follows the feed here. */
    @Override
    public CompletionStage<Page<RecordedNews>> news(
            Tenant tenant, FeedPosition after, Set<EventType> types, int limit) {
        return CompletableFuture.completedFuture(new Page<>(List.of(), false, null, store.end()));
    }

    @Override
    public CompletionStage<List<Due>> due(Instant by, @Nullable Due after, int most) {
        Comparator<Due> order =
                Comparator.comparing(Due::dueAt).thenComparing(due -> due.id().value());
        List<Due> due = new ArrayList<>();
        for (String stream : store.names()) {
            if (fold(stream) instanceof Known known) {
                DutyRules.nextDue(known.snapshot())
                        .map(at -> new Due(known.facts().id(), at))
                        .filter(one -> !one.dueAt().isAfter(by) && (after == null || order.compare(one, after) > 0))
                        .ifPresent(due::add);
            }
        }
        due.sort(order);
        return CompletableFuture.completedFuture(due.subList(0, Math.min(most, due.size())));
    }

    /** There is no terminal here. */
    @Override
    public CompletionStage<List<String>> unsettled(
            Tenant tenant, TerminalId terminal, @Nullable String after, int most) {
        return CompletableFuture.completedFuture(List.of());
    }

    /** All intents of the merchant that a person may have to look at, on one page. */
    @Override
    public CompletionStage<Page<RecordedWork>> attention(Tenant tenant, @Nullable WorkCursor after, int limit) {
        List<RecordedWork> found = new ArrayList<>();
        for (String stream : store.names()) {
            if (fold(stream) instanceof Known known
                    && known.facts().tenant().equals(tenant)
                    && known.snapshot().needsAttentionSince().isPresent()) {
                found.add(new RecordedWork(known.snapshot(), known.outbox().exhaustedEndpoints()));
            }
        }
        return CompletableFuture.completedFuture(new Page<>(found, false, null, store.end()));
    }

    @Override
    public DeliveryBook deliveries() {
        return new SimulatedDeliveries(store, this::fold);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
