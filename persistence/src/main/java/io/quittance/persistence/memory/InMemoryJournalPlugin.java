package io.quittance.persistence.memory;

import akka.dispatch.Futures;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.japi.AsyncWriteJournal;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.journal.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/** The Akka Persistence plugin over {@link InMemoryEvents}. Made by Akka by reflection. */
public final class InMemoryJournalPlugin extends AsyncWriteJournal {

    private final InMemoryEvents events = context()
            .system()
            .settings()
            .setup()
            .get(InMemoryJournalSetup.class)
            .orElseThrow(() -> new IllegalStateException("the actor system was not started with this journal"))
            .events();

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
        List<Optional<Exception>> results = new ArrayList<>();
        for (AtomicWrite write : writes) {
            for (PersistentRepr event : CollectionConverters.asJava(write.payload())) {
                events.append(event.persistenceId(), event.sequenceNr(), (Recorded) event.payload());
            }
            results.add(Optional.empty());
        }
        return Futures.successful(results);
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return Futures.failed(new UnsupportedOperationException("events are never deleted"));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        events.stream(persistenceId).stream()
                .filter(entry -> entry.sequence() >= from && entry.sequence() <= to)
                .limit(max)
                .forEach(entry -> replay.accept(repr(entry)));
        return Futures.successful(null);
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return Futures.successful((long) events.stream(persistenceId).size());
    }

    private static PersistentRepr repr(JournalEntry entry) {
        Recorded recorded = Recorded.stored(entry.manifest(), entry.payload(), entry.hash());
        return PersistentRepr.apply(recorded, entry.sequence(), entry.stream(), "", false, null, "");
    }
}
