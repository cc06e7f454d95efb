package io.quittance.api.simulation;

import akka.dispatch.Futures;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.japi.AsyncWriteJournal;
import io.quittance.api.simulation.SimulatedStore.Row;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.journal.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.jdk.javaapi.CollectionConverters;

/** The Akka Persistence plugin over a {@link StoreDoor}. Made by Akka by reflection, once per simulated process. */
public final class SimulatedJournalPlugin extends AsyncWriteJournal {

    private final StoreDoor door = context()
            .system()
            .settings()
            .setup()
            .get(SimulatedJournalSetup.class)
            .orElseThrow(() -> new IllegalStateException("the actor system was not started with this journal"))
            .door();

    /** Akka names writers at random; here they are numbered in the order in which they come. */
    private final Map<String, String> writers = new LinkedHashMap<>();

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
        List<Row> rows = new ArrayList<>();
        List<Optional<Exception>> results = new ArrayList<>();
        for (AtomicWrite write : writes) {
            CollectionConverters.asJava(write.payload()).forEach(event -> rows.add(row(event)));
            results.add(Optional.empty());
        }
        Promise<Iterable<Optional<Exception>>> promise = Futures.promise();
        door.write(rows, (written, failure) -> {
            if (failure == null) {
                promise.success(results);
            } else {
                promise.failure(failure);
            }
        });
        return promise.future();
    }

    private Row row(PersistentRepr event) {
        String writer = writers.computeIfAbsent(event.writerUuid(), name -> door.name() + "." + (writers.size() + 1));
        return new Row(event.persistenceId(), event.sequenceNr(), (Recorded) event.payload(), writer);
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return Futures.failed(new UnsupportedOperationException("events are never deleted"));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        Promise<Void> promise = Futures.promise();
        door.replay(persistenceId, (entries, failure) -> {
            if (failure != null) {
                promise.failure(failure);
                return;
            }
            entries.stream()
                    .filter(entry -> entry.sequence() >= from && entry.sequence() <= to)
                    .limit(max)
                    .forEach(entry -> replay.accept(repr(entry)));
            promise.success(null);
        });
        return promise.future();
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return Futures.successful(door.length(persistenceId));
    }

    private PersistentRepr repr(JournalEntry entry) {
        Recorded recorded = Recorded.stored(entry.manifest(), entry.payload(), entry.hash());
        return PersistentRepr.apply(recorded, entry.sequence(), entry.stream(), "", false, null, door.writerOf(entry));
    }
}
