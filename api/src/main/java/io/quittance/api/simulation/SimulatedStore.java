package io.quittance.api.simulation;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.journal.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What survives every crash: rows that are unique by stream and sequence, and claims that are unique by name. A write
 * is stored whole or not at all. Used by the world's thread.
 */
final class SimulatedStore implements JournalReader {

    /**
     * One event on its way in.
     *
     * @param writer who writes it: one incarnation of one actor
     */
    record Row(String stream, long sequence, Recorded recorded, String writer) {}

    /** Hears of each row once it is stored. */
    interface Watcher {
        void stored(JournalEntry entry, String writer);

        /** All rows of a write are stored. */
        default void committed() {}
    }

    private final List<JournalEntry> all = new ArrayList<>();
    private final List<String> writers = new ArrayList<>();
    private final Map<String, List<JournalEntry>> streams = new LinkedHashMap<>();
    private final Map<String, String> claims = new LinkedHashMap<>();
    private final Set<String> flipped = new LinkedHashSet<>();
    private final Watcher watcher;

    SimulatedStore(Watcher watcher) {
        this.watcher = watcher;
    }

    /** Stores all rows; throws {@link IllegalStateException} and stores none when one has no place. */
    void append(List<Row> rows) {
        long offset = 0;
        for (Row row : rows) {
            long next = stream(row.stream()).size() + 1L + offset++;
            if (row.sequence() != next) {
                throw new IllegalStateException(row.stream() + " goes on with " + next + ", not " + row.sequence());
            }
            checkClaim(row.recorded().claim(), row.stream());
        }
        rows.forEach(this::store);
        watcher.committed();
    }

    private void checkClaim(@Nullable String claim, String stream) {
        String holder = claim == null ? stream : claims.getOrDefault(claim, stream);
        if (!holder.equals(stream)) {
            throw new IllegalStateException(claim + " belongs to " + holder + ", not to " + stream);
        }
    }

    private void store(Row row) {
        Recorded recorded = row.recorded();
        if (recorded.claim() != null) {
            claims.put(recorded.claim(), row.stream());
        }
        JournalEntry entry = new JournalEntry(
                all.size() + 1L,
                row.stream(),
                row.sequence(),
                recorded.manifest(),
                recorded.payload().clone(),
                recorded.hash());
        all.add(entry);
        writers.add(row.writer());
        streams.computeIfAbsent(row.stream(), name -> new ArrayList<>()).add(entry);
        watcher.stored(entry, row.writer());
    }

    /** Changes one digit of a stored amount, as a bad disk or a bad person does; tells which stream, if any. */
    Optional<String> flip(int choice) {
        if (streams.isEmpty()) {
            return Optional.empty();
        }
        List<List<JournalEntry>> each = new ArrayList<>(streams.values());
        JournalEntry first = each.get(choice % each.size()).get(0);
        if (!flipped.add(first.stream())) {
            return Optional.empty(); // A second flip could mend the first.
        }
        byte[] name = "\"minor_units\":".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + name.length < first.payload().length; i++) {
            if (Arrays.equals(first.payload(), i, i + name.length, name, 0, name.length)) {
                first.payload()[i + name.length] = (byte) (first.payload()[i + name.length] == '9' ? '8' : '9');
                return Optional.of(first.stream());
            }
        }
        return Optional.empty();
    }

    String writerOf(JournalEntry entry) {
        return writers.get((int) entry.position() - 1);
    }

    Optional<IntentId> holderOf(String claim) {
        return Optional.ofNullable(claims.get(claim)).map(PaymentIntent::idOfStream);
    }

    Collection<String> names() {
        return streams.keySet();
    }

    @Override
    public List<JournalEntry> stream(String persistenceId) {
        return streams.getOrDefault(persistenceId, List.of());
    }

    @Override
    public Map<String, List<JournalEntry>> streams(Collection<String> persistenceIds) {
        Map<String, List<JournalEntry>> found = new LinkedHashMap<>();
        persistenceIds.forEach(name -> found.put(name, stream(name)));
        return found;
    }

    @Override
    public List<JournalEntry> after(long position, int most) {
        int from = (int) Math.min(position, all.size());
        return List.copyOf(all.subList(from, (int) Math.min(from + (long) most, all.size())));
    }

    @Override
    public long end() {
        return all.size();
    }

    @Override
    public void forEach(long position, Consumer<JournalEntry> reader) {
        after(position, Integer.MAX_VALUE).forEach(reader);
    }
}
