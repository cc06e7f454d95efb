package io.quittance.persistence.memory;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.journal.Recorded;
import io.quittance.persistence.serialization.EventNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The events of a journal in memory. Safe for any thread. */
final class InMemoryEvents implements JournalReader {

    private final List<JournalEntry> all = new ArrayList<>();
    private final Map<String, List<JournalEntry>> streams = new HashMap<>();

    synchronized void append(String stream, long sequence, Recorded recorded) {
        List<JournalEntry> entries = streams.computeIfAbsent(stream, name -> new ArrayList<>());
        if (sequence != entries.size() + 1L) {
            throw new IllegalStateException(
                    stream + " has " + entries.size() + " events; " + sequence + " cannot follow");
        }
        JournalEntry entry = new JournalEntry(
                all.size() + 1L, stream, sequence, recorded.manifest(), recorded.payload(), recorded.hash());
        entries.add(entry);
        all.add(entry);
    }

    synchronized long size() {
        return all.size();
    }

    @Override
    public synchronized List<JournalEntry> stream(String persistenceId) {
        return List.copyOf(streams.getOrDefault(persistenceId, List.of()));
    }

    @Override
    public void forEach(long position, Consumer<JournalEntry> reader) {
        List<JournalEntry> after;
        synchronized (this) {
            after = List.copyOf(all.subList((int) Math.min(position, all.size()), all.size()));
        }
        after.forEach(reader);
    }

    @Override
    public synchronized List<String> streamsWithOpenAttempt() {
        return streams.entrySet().stream()
                .filter(stream -> EventNames.endsWithOpenAttempt(
                        stream.getValue().stream().map(JournalEntry::manifest).toList()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
