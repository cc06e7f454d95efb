package io.quittance.api.simulation;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentEvent;
import io.quittance.engine.intent.IntentState;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.intent.NotificationEvent.WebhooksOwed;
import io.quittance.engine.intent.Outbox;
import io.quittance.engine.reading.DeliveryBook;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.Page;
import io.quittance.engine.reading.RecordedDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What is owed to endpoints, found by folding the whole store at each question. */
final class SimulatedDeliveries implements DeliveryBook {

    private static final Comparator<DueDelivery> LONGEST_FIRST = Comparator.comparing(DueDelivery::at)
            .thenComparing(due -> due.intent().value());

    private final SimulatedStore store;
    private final Function<String, IntentState> fold;

    /** @param fold how a stream stands */
    SimulatedDeliveries(SimulatedStore store, Function<String, IntentState> fold) {
        this.store = store;
        this.fold = fold;
    }

    @Override
    public CompletionStage<Page<RecordedDelivery>> deliveries(Tenant tenant, DeliverySearch search) {
        List<RecordedDelivery> found = new ArrayList<>();
        for (Notification told : notifications()) {
            for (Delivery delivery : told.deliveries()) {
                if (search.status() == null || search.status() == delivery.status()) {
                    found.add(new RecordedDelivery(told, delivery));
                }
            }
        }
        return CompletableFuture.completedFuture(new Page<>(found, false, null, store.end()));
    }

    @Override
    public CompletionStage<List<DueDelivery>> due(DueSearch search) {
        List<DueDelivery> due = new ArrayList<>();
        for (Notification told : notifications()) {
            told.to(search.endpoint())
                    .filter(delivery ->
                            search.owedFrom() == null || !delivery.owedAt().isBefore(search.owedFrom()))
                    .flatMap(Delivery::lookAt)
                    .map(at -> new DueDelivery(told.id().intent(), at))
                    .filter(one -> isAsked(one, search))
                    .ifPresent(due::add);
        }
        due.sort(LONGEST_FIRST);
        return CompletableFuture.completedFuture(due.subList(0, Math.min(search.most(), due.size())));
    }

    private static boolean isAsked(DueDelivery due, DueSearch search) {
        Instant by = search.by();
        return !due.at().isAfter(by) && (search.after() == null || LONGEST_FIRST.compare(due, search.after()) > 0);
    }

    private List<Notification> notifications() {
        List<Notification> all = new ArrayList<>();
        for (String stream : store.names()) {
            if (fold.apply(stream) instanceof Known known) {
                all.addAll(known.outbox().notifications());
            }
        }
        return all;
    }

    @Override
    public CompletionStage<HeardPage> heard(Tenant tenant, FeedPosition after, int most) {
        List<Heard> heard = new ArrayList<>();
        for (String stream : store.names()) {
            if (fold.apply(stream) instanceof Known) {
                IntentState state = new IntentState.Absent();
                for (JournalEntry entry : store.stream(stream)) {
                    long before = sequence(state);
                    state = state.apply(decoded(entry));
                    if (sequence(state) > before
                            && ((Known) state).facts().tenant().equals(tenant)) {
                        heard.add(heard(((Known) state).outbox(), sequence(state), entry.position()));
                    }
                }
            }
        }
        return page(heard, after, most);
    }

    @Override
    public CompletionStage<HeardPage> failed(EndpointId endpoint, FeedPosition after, int most) {
        Map<NotificationId, Heard> failed = new LinkedHashMap<>();
        for (JournalEntry entry : store.after(0, Integer.MAX_VALUE)) {
            if (fold.apply(entry.stream()) instanceof Known known
                    && decoded(entry) instanceof WebhooksOwed owed
                    && owed.endpoints().contains(endpoint)) {
                Notification told = known.outbox().find(owed.sequence()).orElseThrow();
                if (told.to(endpoint).orElseThrow().status() != DeliveryStatus.DELIVERED) {
                    failed.putIfAbsent(told.id(), heard(known.outbox(), owed.sequence(), entry.position()));
                }
            }
        }
        return page(List.copyOf(failed.values()), after, most);
    }

    private static IntentEvent decoded(JournalEntry entry) {
        return (IntentEvent) SimulatedJournal.CODEC.decode(entry.manifest(), entry.payload());
    }

    private static long sequence(IntentState state) {
        return state instanceof Known known ? known.outbox().sequence() : 0;
    }

    private static Heard heard(Outbox outbox, long sequence, long position) {
        Notification told = outbox.find(sequence).orElseThrow();
        return new Heard(
                new FeedPosition(position),
                told.id().intent(),
                sequence,
                told.type().text(),
                told.at());
    }

    private CompletionStage<HeardPage> page(List<Heard> all, FeedPosition after, int most) {
        List<Heard> page = all.stream()
                .filter(heard -> heard.position().value() > after.value())
                .sorted(Comparator.comparing(heard -> heard.position().value()))
                .limit(most)
                .toList();
        return CompletableFuture.completedFuture(new HeardPage(page, new FeedPosition(store.end())));
    }
}
