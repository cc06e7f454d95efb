package io.quittance.persistence.readmodel;

import io.quittance.engine.Limits;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.journal.EventCodec;
import io.quittance.engine.reading.EventType;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.Page;
import io.quittance.engine.reading.ReadModel;
import io.quittance.engine.reading.RecordedNews;
import io.quittance.persistence.sqlite.StoreException;
import io.quittance.persistence.sqlite.StoreThreads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read model in SQLite. One thread takes in what the journal has committed, twice a second and before each answer,
 * and gives the answers. It finds intents in its tables and folds them from the journal's own bytes, as of the position
 * that the answer names, so a page cannot say what the journal does not.
 */
public final class SqliteReadModel implements ReadModel {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteReadModel.class);
    private static final int FOLLOW_EVERY_MS = 500;

    private final Connection connection;
    private final JournalReader journal;
    private final EventCodec codec;
    private final Projection projection;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "read-model"));

    private SqliteReadModel(Connection connection, JournalReader journal, EventCodec codec) {
        this.connection = connection;
        this.journal = journal;
        this.codec = codec;
        try {
            this.projection = new Projection(connection, journal, codec);
        } catch (SQLException e) {
            throw new StoreException("the read model cannot be used", e);
        }
    }

    /** Follows a journal in a file of its own, which is made again when it does not fit. */
    public static SqliteReadModel follow(Path file, JournalReader journal, EventCodec codec) {
        SqliteReadModel model = new SqliteReadModel(ReadModelFile.open(file, journal), journal, codec);
        var unused = model.thread.scheduleWithFixedDelay(
                model::follow, FOLLOW_EVERY_MS, FOLLOW_EVERY_MS, TimeUnit.MILLISECONDS);
        return model;
    }

    /** The read model of a journal in memory. It looks at the journal when it is asked. */
    public static SqliteReadModel inMemory(JournalReader journal, EventCodec codec) {
        return new SqliteReadModel(ReadModelFile.inMemory(), journal, codec);
    }

    /**
     * Makes the read model of a journal again, from nothing. Nobody else may have it open.
     *
     * @return the position up to which the journal was taken in
     */
    public static long rebuild(Path file, JournalReader journal, EventCodec codec) {
        ReadModelFile.delete(file);
        try (Connection connection = ReadModelFile.open(file, journal)) {
            Projection projection = new Projection(connection, journal, codec);
            while (projection.step()) {
                LOG.debug("rebuilt up to {}", projection.applied());
            }
            return projection.applied();
        } catch (SQLException e) {
            throw new StoreException("the read model " + file + " cannot be made again", e);
        }
    }

    @Override
    public CompletionStage<Page<IntentSnapshot>> intents(Tenant tenant, IntentSearch search) {
        return answer(() -> {
            List<IntentIndex.Row> rows = projection.intents().find(tenant, search);
            boolean hasMore = rows.size() > search.limit();
            List<IntentIndex.Row> shown = hasMore ? rows.subList(0, search.limit()) : rows;
            String next = hasMore ? shown.get(shown.size() - 1).cursor().text(search.filter()) : null;
            List<String> streams =
                    shown.stream().map(row -> PaymentIntent.streamOf(row.id())).toList();
            List<IntentSnapshot> intents = projection.at(streams).values().stream()
                    .map(FoldedStream::snapshot)
                    .filter(Objects::nonNull)
                    .toList();
            return new Page<>(intents, hasMore, next, projection.applied());
        });
    }

    @Override
    public CompletionStage<Page<RecordedNews>> news(
            Tenant tenant, FeedPosition after, Set<EventType> types, int limit) {
        return answer(() -> {
            List<NewsIndex.Row> rows = projection.news().find(tenant, after, types, limit);
            boolean hasMore = rows.size() > limit;
            List<NewsIndex.Row> shown = hasMore ? rows.subList(0, limit) : rows;
            Map<Long, RecordedNews> told = toldBy(shown);
            List<RecordedNews> news = shown.stream()
                    .map(row -> told.get(row.position()))
                    .filter(Objects::nonNull)
                    .toList();
            long end = hasMore ? shown.get(shown.size() - 1).position() : Math.max(after.value(), projection.applied());
            return new Page<>(news, hasMore, new FeedPosition(end).text(), projection.applied());
        });
    }

    /** The streams of these rows, told from their beginning; by position. */
    private Map<Long, RecordedNews> toldBy(List<NewsIndex.Row> rows) {
        Set<String> streams = new LinkedHashSet<>();
        rows.forEach(row -> streams.add(row.stream()));
        Map<Long, RecordedNews> told = new HashMap<>();
        journal.streams(streams).forEach((stream, entries) -> {
            FoldedStream fold = new FoldedStream(stream, codec);
            entries.forEach(entry -> fold.accept(entry).ifPresent(news -> told.put(entry.position(), news)));
        });
        return told;
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private <T> CompletionStage<T> answer(Question<T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        catchUp();
                        return question.ask();
                    } catch (SQLException e) {
                        throw new StoreException("the read model cannot be read", e);
                    }
                },
                thread);
    }

    /** Takes in what was committed, for as long as somebody may be kept waiting. */
    private void catchUp() throws SQLException {
        long until = System.nanoTime() + Limits.CATCH_UP_WAIT.toNanos();
        while (projection.step() && System.nanoTime() < until) {
            LOG.trace("taken in up to {}", projection.applied());
        }
    }

    private void follow() {
        try {
            catchUp();
        } catch (SQLException | RuntimeException e) {
            LOG.error("the read model does not follow its journal; payments are not concerned", e);
        }
    }

    @Override
    public void close() {
        StoreThreads.finish(thread, connection);
    }
}
