package io.quittance.persistence.memory;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.journal.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of a journal in memory. Safe for any thread. */
final class InMemoryEvents implements JournalReader {

    private final List<JournalEntry> all = new ArrayList<>();
    private final Map<String, List<JournalEntry>> streams = new HashMap<>();
    private final Map<String, String> claims = new HashMap<>();

    synchronized void append(String stream, long sequence, Recorded recorded) {
        List<JournalEntry> entries = streams.computeIfAbsent(stream, name -> new ArrayList<>());
        if (sequence != entries.size() + 1L) {
            throw new IllegalStateException(
                    stream + " has " + entries.size() + " events; " + sequence + " cannot follow");
        }
        JournalEntry entry = new JournalEntry(
                all.size() + 1L, stream, sequence, recorded.manifest(), recorded.payload(), recorded.hash());
        claim(recorded.claim(), stream);
        entries.add(entry);
        all.add(entry);
    }

    private void claim(@Nullable String claim, String stream) {
        String holder = claim == null ? null : claims.putIfAbsent(claim, stream);
        if (holder != null && !holder.equals(stream)) {
            throw new IllegalStateException(claim + " belongs to " + holder + ", not to " + stream);
        }
    }

    /** The intent that holds a claim. */
    synchronized Optional<IntentId> holderOf(String claim) {
        return Optional.ofNullable(claims.get(claim)).map(PaymentIntent::idOfStream);
    }

    synchronized long size() {
        return all.size();
    }

    @Override
    public synchronized List<JournalEntry> stream(String persistenceId) {
        return List.copyOf(streams.getOrDefault(persistenceId, List.of()));
    }

    @Override
    public synchronized Map<String, List<JournalEntry>> streams(Collection<String> persistenceIds) {
        Map<String, List<JournalEntry>> found = new HashMap<>();
        persistenceIds.forEach(stream -> found.put(stream, stream(stream)));
        return found;
    }

    @Override
    public synchronized List<JournalEntry> after(long position, int most) {
        int from = (int) Math.min(position, all.size());
        return List.copyOf(all.subList(from, Math.min(from + most, all.size())));
    }

    @Override
    public long end() {
        return size();
    }

    @Override
    public void forEach(long position, Consumer<JournalEntry> reader) {
        List<JournalEntry> after;
        synchronized (this) {
            after = List.copyOf(all.subList((int) Math.min(position, all.size()), all.size()));
        }
        after.forEach(reader);
    }
}
