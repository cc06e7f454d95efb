package io.quittance.persistence.readmodel;

import io.quittance.engine.Limits;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.Due;
import io.quittance.engine.intent.EventType;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.journal.EventCodec;
import io.quittance.engine.reading.BeyondJournal;
import io.quittance.engine.reading.DeliveryBook;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.Page;
import io.quittance.engine.reading.ReadModel;
import io.quittance.engine.reading.RecordedDelivery;
import io.quittance.engine.reading.RecordedNews;
import io.quittance.engine.reading.RecordedWork;
import io.quittance.engine.reading.WorkCursor;
import io.quittance.persistence.sqlite.Sqlite;
import io.quittance.persistence.sqlite.StoreException;
import io.quittance.persistence.sqlite.StoreThreads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read model in SQLite. One thread takes in what the journal has committed, twice a second and before each answer,
 * and gives the answers. It finds intents in its tables and folds them from the journal's own bytes, as of the position
 * that the answer names, so a page cannot say what the journal does not. A damaged file is noticed when it is used, and
 * made again.
 */
public final class SqliteReadModel implements ReadModel {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteReadModel.class);
    private static final int FOLLOW_EVERY_MS = 500;

    private final ReadModelStore store;
    private final JournalReader journal;
    private final EventCodec codec;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "read-model"));

    /** Of the thread: null until it is opened, and after it was found to be damaged. */
    private @Nullable Projection projection;

    private boolean isFollowing = true;
    private final DeliveryBook deliveries = new Deliveries();

    private SqliteReadModel(ReadModelStore store, JournalReader journal, EventCodec codec) {
        this.store = store;
        this.journal = journal;
        this.codec = codec;
    }

    /** Follows a journal in a file of its own, which is made again when it does not fit. */
    public static SqliteReadModel follow(Path file, JournalReader journal, EventCodec codec) {
        SqliteReadModel model = new SqliteReadModel(ReadModelStore.inFile(file, journal), journal, codec);
        var unused = model.thread.scheduleWithFixedDelay(model::follow, 0, FOLLOW_EVERY_MS, TimeUnit.MILLISECONDS);
        return model;
    }

    /** The read model of a journal in memory. It looks at the journal when it is asked. */
    public static SqliteReadModel inMemory(JournalReader journal, EventCodec codec) {
        return new SqliteReadModel(ReadModelStore.inMemory(), journal, codec);
    }

    /**
     * Makes the read model of a journal again, from nothing. Nobody else may have it open.
     *
     * @return the position up to which the journal was taken in
     */
    public static long rebuild(Path file, JournalReader journal, EventCodec codec) {
        ReadModelStore store = ReadModelStore.inFile(file, journal);
        store.discard();
        try (Connection connection = store.open()) {
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
        return answer(model -> {
            List<IntentIndex.Row> rows = model.intents().find(tenant, search);
            boolean hasMore = rows.size() > search.limit();
            List<IntentIndex.Row> shown = hasMore ? rows.subList(0, search.limit()) : rows;
            String next = hasMore ? shown.get(shown.size() - 1).cursor().text(search.filter()) : null;
            List<IntentId> ids = shown.stream().map(IntentIndex.Row::id).toList();
            return new Page<>(folded(model, ids), hasMore, next, model.applied());
        });
    }

    @Override
    public CompletionStage<Page<RecordedWork>> attention(Tenant tenant, @Nullable WorkCursor after, int limit) {
        return answer(model -> {
            List<Due> rows = model.intents().attention(tenant, after == null ? null : after.last(), limit);
            boolean hasMore = rows.size() > limit;
            List<Due> shown = hasMore ? rows.subList(0, limit) : rows;
            String next = hasMore ? new WorkCursor(shown.get(shown.size() - 1)).text() : null;
            List<IntentId> ids = shown.stream().map(Due::id).toList();
            return new Page<>(work(model, ids), hasMore, next, model.applied());
        });
    }

    private static List<RecordedWork> work(Projection model, List<IntentId> ids) {
        return streams(model, ids).values().stream()
                .filter(stream -> stream.snapshot() != null)
                .map(stream -> new RecordedWork(
                        Objects.requireNonNull(stream.snapshot()),
                        stream.outbox().exhaustedEndpoints()))
                .toList();
    }

    private static Map<String, FoldedStream> streams(Projection model, List<IntentId> ids) {
        return model.at(ids.stream().map(PaymentIntent::streamOf).toList());
    }

    /** The intents as the journal says they stand. */
    private static List<IntentSnapshot> folded(Projection model, List<IntentId> ids) {
        return streams(model, ids).values().stream()
                .map(FoldedStream::snapshot)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public CompletionStage<Page<RecordedNews>> news(
            Tenant tenant, FeedPosition after, Set<EventType> types, int limit) {
        return answer(model -> {
            requireInJournal(after, model.applied());
            int most = types.isEmpty() ? limit + 1 : Limits.NEWS_SCANNED_MAX;
            List<NewsIndex.Row> scanned = model.news().after(tenant, after, most);
            NewsPage page = NewsPage.of(scanned, types, limit, most);
            Map<Long, RecordedNews> told = toldBy(page.rows());
            List<RecordedNews> news = page.rows().stream()
                    .map(row -> told.get(row.position()))
                    .filter(Objects::nonNull)
                    .toList();
            long end = page.hasMore() ? page.end() : Math.max(after.value(), model.applied());
            return new Page<>(news, page.hasMore(), new FeedPosition(end).text(), model.applied());
        });
    }

    @Override
    public CompletionStage<List<Due>> due(Instant by, @Nullable Due after, int most) {
        return answer(model -> model.intents().due(by, after, most));
    }

    @Override
    public CompletionStage<List<String>> unsettled(
            Tenant tenant, TerminalId terminal, @Nullable String after, int most) {
        return answer(model -> model.intents().unsettled(tenant, terminal, after, most));
    }

    @Override
    public DeliveryBook deliveries() {
        return deliveries;
    }

    private final class Deliveries implements DeliveryBook {

        @Override
        public CompletionStage<Page<RecordedDelivery>> deliveries(Tenant tenant, DeliverySearch search) {
            return answer(model -> {
                List<DeliveryIndex.Row> rows = model.deliveries().find(tenant, search);
                boolean hasMore = rows.size() > search.limit();
                List<DeliveryIndex.Row> shown = hasMore ? rows.subList(0, search.limit()) : rows;
                String next = hasMore ? shown.get(shown.size() - 1).place().text() : null;
                return new Page<>(folded(model, shown), hasMore, next, model.applied());
            });
        }

        /** The deliveries as the journal says they stand. */
        private static List<RecordedDelivery> folded(Projection model, List<DeliveryIndex.Row> rows) {
            Map<String, FoldedStream> streams = model.at(rows.stream()
                    .map(row -> PaymentIntent.streamOf(row.intent()))
                    .distinct()
                    .toList());
            return rows.stream()
                    .flatMap(row -> Objects.requireNonNull(streams.get(PaymentIntent.streamOf(row.intent())))
                            .outbox()
                            .find(row.sequence())
                            .flatMap(told -> told.to(row.place().endpoint())
                                    .map(delivery -> new RecordedDelivery(told, delivery)))
                            .stream())
                    .toList();
        }

        @Override
        public CompletionStage<List<DueDelivery>> due(DueSearch search) {
            return answer(model -> model.deliveries().due(search));
        }

        @Override
        public CompletionStage<HeardPage> heard(Tenant tenant, FeedPosition after, int most) {
            return answer(model -> page(
                    model,
                    model.news().after(tenant, after, most).stream()
                            .map(row -> new Heard(
                                    new FeedPosition(row.position()),
                                    PaymentIntent.idOfStream(row.stream()),
                                    row.sequence(),
                                    row.type(),
                                    row.at()))
                            .toList()));
        }

        @Override
        public CompletionStage<HeardPage> failed(EndpointId endpoint, FeedPosition after, int most) {
            return answer(model -> page(model, model.deliveries().failed(endpoint, after, most)));
        }

        private static HeardPage page(Projection model, List<Heard> heard) {
            return new HeardPage(heard, new FeedPosition(model.applied()));
        }
    }

    /** What was not taken in yet may be asked for; what the journal does not have was another journal's. */
    private void requireInJournal(FeedPosition after, long applied) {
        if (after.value() > applied && after.value() > journal.end()) {
            throw new BeyondJournal(after, new FeedPosition(journal.end()));
        }
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
        T ask(Projection model) throws SQLException;
    }

    private <T> CompletionStage<T> answer(Question<T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return unlessDamaged(question);
                    } catch (SQLException e) {
                        throw new StoreException("the read model cannot be read", e);
                    }
                },
                thread);
    }

    /** Asks once more of a new read model when the file turns out to be damaged. */
    private <T> T unlessDamaged(Question<T> question) throws SQLException {
        try {
            return question.ask(caughtUp());
        } catch (SQLException e) {
            if (!Sqlite.isDamage(e)) {
                throw e;
            }
            LOG.error("the read model is damaged and is made again", e);
            close(projection);
            projection = null;
            store.discard();
            return question.ask(caughtUp());
        }
    }

    /** Takes in what was committed, for as long as somebody may be kept waiting. */
    private Projection caughtUp() throws SQLException {
        Projection model = projection;
        if (model == null) {
            model = new Projection(store.open(), journal, codec);
            projection = model;
        }
        long until = System.nanoTime() + Limits.CATCH_UP_WAIT.toNanos();
        while (model.step() && System.nanoTime() < until) {
            LOG.trace("taken in up to {}", model.applied());
        }
        return model;
    }

    private void follow() {
        try {
            unlessDamaged(Projection::applied);
            if (!isFollowing) {
                LOG.info("the read model follows its journal again");
            }
            isFollowing = true;
        } catch (SQLException | RuntimeException e) {
            if (isFollowing) {
                LOG.error("the read model does not follow its journal; payments are not concerned; trying on", e);
            }
            isFollowing = false;
        }
    }

    @Override
    public void close() {
        StoreThreads.finish(thread, () -> close(projection));
    }

    private static void close(@Nullable Projection model) throws SQLException {
        if (model != null) {
            model.close();
        }
    }
}
