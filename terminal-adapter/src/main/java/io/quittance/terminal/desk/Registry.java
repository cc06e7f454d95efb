package io.quittance.terminal.desk;

import akka.actor.typed.ActorRef;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.terminal.Terminal;
import io.quittance.terminal.protocol.TerminalOrder;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The terminals at work, by id. Safe for any thread. */
final class Registry {

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<NewsDesk> news = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<BiConsumer<String, PayerStep>> progress = new CopyOnWriteArrayList<>();

    /** A terminal as it is kept, what can be said to it, and who looks after it. */
    record Entry(Terminal terminal, Line line, ActorRef<Device.Command> device, InstantSource clock) {

        CompletionStage<AttemptOutcome> place(String downstreamReference, TerminalOrder order) {
            CompletableFuture<AttemptOutcome> outcome = new CompletableFuture<>();
            device.tell(new Device.Order(new Job(downstreamReference, order, clock.instant(), outcome)));
            return outcome;
        }

        /** While the device is busy and does not know the order yet, it may be busy with it. */
        CompletionStage<InquiryAnswer> lookUp(TerminalOrder order) {
            return line.lookUp(order).whenComplete((answer, failure) -> {
                if (answer instanceof InquiryAnswer.NoAnswer) {
                    device.tell(new Device.LookedUp(order.known()));
                }
            });
        }

        Entry with(Terminal changed) {
            return new Entry(changed, line, device, clock);
        }
    }

    void put(Entry entry) {
        entries.put(entry.terminal().id().value(), entry);
    }

    /** The terminal of this id, also one that was removed. */
    Optional<Entry> find(@Nullable String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(entries.get(id));
    }

    /** The terminal of this id, when it can be paid at. */
    Optional<Entry> active(@Nullable String id) {
        return find(id).filter(entry ->
                entry.terminal().isPaired() && !entry.terminal().isRemoved());
    }

    /** The merchant's terminal of this id. */
    Optional<Entry> find(Tenant tenant, TerminalId id) {
        return find(id.value())
                .filter(entry -> entry.terminal().tenant().equals(tenant)
                        && !entry.terminal().isRemoved());
    }

    Collection<Entry> all() {
        return entries.values();
    }

    void onNews(NewsDesk desk) {
        news.add(desk);
    }

    void onProgress(BiConsumer<String, PayerStep> listener) {
        progress.add(listener);
    }

    /** Who is told of what becomes of references. */
    Device.News listeners() {
        return new Device.News(
                reference -> news.forEach(desk -> desk.tell(reference)),
                (reference, step) -> progress.forEach(listener -> listener.accept(reference, step)));
    }
}
