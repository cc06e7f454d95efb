package io.quittance.persistence.readmodel;

import io.quittance.engine.Limits;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.NotificationEvent;
import io.quittance.engine.journal.EventCodec;
import io.quittance.engine.reading.RecordedNews;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the read model forward, entry by entry in commit order, each step in one transaction with its progress. Used
 * by one thread.
 */
final class Projection implements AutoCloseable {

    private final Connection connection;
    private final JournalReader journal;
    private final EventCodec codec;
    private final IntentIndex intents;
    private final NewsIndex news;
    private final DeliveryIndex deliveries;
    private long applied;

    /** The intents of late, as they stand at {@link #applied}. */
    private final Map<String, FoldedStream> recent = new LinkedHashMap<>(Limits.FOLDED_INTENTS_MAX * 2, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FoldedStream> eldest) {
            return size() > Limits.FOLDED_INTENTS_MAX;
        }
    };

    Projection(Connection connection, JournalReader journal, EventCodec codec) throws SQLException {
        this.connection = connection;
        this.journal = journal;
        this.codec = codec;
        this.intents = new IntentIndex(connection);
        this.news = new NewsIndex(connection);
        this.deliveries = new DeliveryIndex(connection);
        this.applied = ReadModelStore.applied(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The position up to which the journal was taken in. */
    long applied() {
        return applied;
    }

    IntentIndex intents() {
        return intents;
    }

    NewsIndex news() {
        return news;
    }

    DeliveryIndex deliveries() {
        return deliveries;
    }

    /** Takes in the next entries; false when there were none. After a failure it stands where it stood. */
    boolean step() throws SQLException {
        List<JournalEntry> entries = journal.after(applied, Limits.EVENTS_PER_STEP);
        if (entries.isEmpty()) {
            return false;
        }
        try {
            Map<String, FoldedStream> folded = foldedBefore(entries);
            Map<String, Long> created = new LinkedHashMap<>();
            Set<String> touched = new LinkedHashSet<>();
            for (JournalEntry entry : entries) {
                take(entry, folded, created);
                touched.add(entry.stream());
            }
            index(touched, created, folded);
            news.flush();
            deliveries.flush();
            JournalEntry last = entries.get(entries.size() - 1);
            ReadModelStore.advance(connection, last);
            connection.commit();
            applied = last.position();
            recent.putAll(folded);
            return true;
        } catch (SQLException | RuntimeException e) {
            recent.clear();
            intents.clear();
            news.clear();
            deliveries.clear();
            connection.rollback();
            throw e;
        }
    }

    private void take(JournalEntry entry, Map<String, FoldedStream> folded, Map<String, Long> created)
            throws SQLException {
        FoldedStream stream = folded.computeIfAbsent(entry.stream(), name -> new FoldedStream(name, codec));
        boolean wasThere = stream.snapshot() != null;
        Optional<RecordedNews> heard = stream.accept(entry);
        if (!wasThere && stream.snapshot() != null) {
            created.put(entry.stream(), entry.position());
        }
        if (heard.isPresent()) {
            news.add(entry.stream(), heard.get());
        }
        if (stream.last() instanceof NotificationEvent told && stream.length() == entry.sequence()) {
            deliveries.take(told, stream, entry.position());
        }
    }

    /** Each intent once, as it stands after the step: most payments come and end within one. */
    private void index(Set<String> touched, Map<String, Long> created, Map<String, FoldedStream> folded)
            throws SQLException {
        for (String name : touched) {
            FoldedStream stream = Objects.requireNonNull(folded.get(name));
            IntentSnapshot intent = stream.snapshot();
            Long position = created.get(name);
            if (intent != null && position != null) {
                intents.add(intent, stream.outbox(), position);
            } else if (intent != null) {
                intents.change(intent, stream.outbox());
            }
        }
        intents.flush();
    }

    /** The streams of these entries, as they stood before them. */
    private Map<String, FoldedStream> foldedBefore(List<JournalEntry> entries) {
        Map<String, FoldedStream> folded = new HashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (JournalEntry entry : entries) {
            FoldedStream known = folded.containsKey(entry.stream()) ? null : recent.get(entry.stream());
            if (known != null) {
                folded.put(entry.stream(), known);
            } else if (!folded.containsKey(entry.stream())) {
                folded.put(entry.stream(), new FoldedStream(entry.stream(), codec));
                if (entry.sequence() > 1) {
                    unknown.add(entry.stream());
                }
            }
        }
        folded.putAll(fold(unknown));
        return folded;
    }

    /** The streams as they stand at {@link #applied}, in the order asked for. */
    Map<String, FoldedStream> at(Collection<String> streams) {
        Map<String, FoldedStream> folded = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>(streams);
        unknown.removeAll(recent.keySet());
        Map<String, FoldedStream> read = fold(unknown);
        recent.putAll(read);
        for (String stream : streams) {
            FoldedStream known = recent.get(stream);
            folded.put(stream, known == null ? read.get(stream) : known);
        }
        return folded;
    }

    private Map<String, FoldedStream> fold(Set<String> streams) {
        Map<String, FoldedStream> folded = new HashMap<>();
        journal.streams(streams).forEach((stream, entries) -> {
            FoldedStream fold = new FoldedStream(stream, codec);
            entries.stream().filter(entry -> entry.position() <= applied).forEach(fold::accept);
            folded.put(stream, fold);
        });
        return folded;
    }
}
