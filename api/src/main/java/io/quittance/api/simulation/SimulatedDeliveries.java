package io.quittance.api.simulation;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentState;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.reading.DeliveryBook;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.Page;
import io.quittance.engine.reading.RecordedDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What is owed to endpoints, found by folding the whole store at each question. Nobody replays here. */
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
    public CompletionStage<List<Heard>> heard(Tenant tenant, FeedPosition after, int most) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<List<Heard>> failed(EndpointId endpoint, FeedPosition after, int most) {
        return CompletableFuture.completedFuture(List.of());
    }
}
