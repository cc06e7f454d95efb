package io.quittance.engine;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.IntentReply;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.BeyondJournal;
import io.quittance.engine.reading.DeliveryBook.DeliverySearch;
import io.quittance.engine.reading.DeliveryQuery;
import io.quittance.engine.reading.FeedEvent;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.FeedQuery;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.Page;
import io.quittance.engine.reading.QueryCheck;
import io.quittance.engine.reading.ReadModel.IntentSearch;
import io.quittance.engine.reading.RecordedDelivery;
import io.quittance.engine.reading.RecordedNews;
import io.quittance.engine.reading.RecordedWork;
import io.quittance.engine.reading.WorkCursor;
import io.quittance.engine.reading.WorkItem;
import io.quittance.engine.reading.WorkQuery;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine answers without changing anything. One intent is told by its actor, many by the read model. */
final class EngineReading {

    private static final Logger LOG = LoggerFactory.getLogger(EngineReading.class);

    private final IntentCalls intents;
    private final Journal journal;
    private final Answers answers;
    private final StoreWatch store;
    private final Executor blocking;
    private final AtomicInteger questions = new AtomicInteger();

    EngineReading(IntentCalls intents, Journal journal, Answers answers, StoreWatch store, Executor blocking) {
        this.intents = intents;
        this.journal = journal;
        this.answers = answers;
        this.store = store;
        this.blocking = blocking;
    }

    CompletionStage<PaymentResult> find(Tenant tenant, IntentId id) {
        return Answers.guarded(intents.look(tenant, id).thenCompose(answers::result));
    }

    CompletionStage<Listing<JournalEntry>> events(Tenant tenant, IntentId id) {
        return guarded(intents.look(tenant, id)
                .thenApplyAsync(
                        reply -> reply instanceof IntentReply.Refused refused
                                ? new Listing.Refused<>(refused.refusal())
                                : new Listing.Found<>(recorded(id)),
                        blocking));
    }

    private Page<JournalEntry> recorded(IntentId id) {
        List<JournalEntry> entries = journal.reader().stream(PaymentIntent.streamOf(id));
        long asOf = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).position();
        return new Page<>(entries, false, null, asOf);
    }

    CompletionStage<KeyResult> standing(Tenant tenant, String path, IdempotencyKey key) {
        return intents.standing(tenant, path, key)
                .thenCompose(this::told)
                .exceptionally(failure -> new KeyResult.Refused(Answers.unanswered(failure)));
    }

    private CompletionStage<KeyResult> told(IntentReply reply) {
        if (reply instanceof IntentReply.Stands stands) {
            return stands.snapshot() == null
                    ? CompletableFuture.completedFuture(new KeyResult.Told(stands.standing(), null))
                    : answers.view(stands.snapshot()).thenApply(view -> new KeyResult.Told(stands.standing(), view));
        }
        Refusal refusal = reply instanceof IntentReply.Refused refused ? refused.refusal() : Refusal.internal();
        return CompletableFuture.completedFuture(new KeyResult.Refused(refusal));
    }

    CompletionStage<Listing<IntentView>> list(Tenant tenant, IntentQuery query) {
        QueryCheck check = new QueryCheck();
        IntentSearch search = check.search(query);
        return listing(check, () -> journal.readModel().intents(tenant, search).thenCompose(this::views));
    }

    /** @param isThere whether somebody could still take what an endpoint did not */
    CompletionStage<Listing<WorkItem>> workList(Tenant tenant, WorkQuery query, Predicate<EndpointId> isThere) {
        QueryCheck check = new QueryCheck();
        WorkCursor after = check.work(query);
        return listing(check, () -> journal.readModel()
                .attention(tenant, after, query.limit())
                .thenCompose(page -> work(page, isThere)));
    }

    private CompletionStage<Page<WorkItem>> work(Page<RecordedWork> page, Predicate<EndpointId> isThere) {
        return answers.views(page.data().stream().map(RecordedWork::intent).toList())
                .thenApply(views -> page.with(all -> IntStream.range(0, all.size())
                        .mapToObj(i -> item(all.get(i), views.get(i), isThere))
                        .filter(item -> !item.exhausted().isEmpty()
                                || item.intent()
                                        .snapshot()
                                        .needsAttentionSince()
                                        .isPresent())
                        .toList()));
    }

    private static WorkItem item(RecordedWork work, IntentView view, Predicate<EndpointId> isThere) {
        return new WorkItem(view, work.exhausted().stream().filter(isThere).collect(Collectors.toUnmodifiableSet()));
    }

    private CompletionStage<Page<IntentView>> views(Page<IntentSnapshot> page) {
        return answers.views(page.data()).thenApply(views -> page.with(data -> views));
    }

    CompletionStage<Listing<FeedEvent>> feed(Tenant tenant, FeedQuery query) {
        QueryCheck check = new QueryCheck();
        FeedPosition after = check.position(query);
        return listing(check, () -> journal.readModel()
                .news(tenant, after, query.types(), query.limit())
                .thenCompose(this::feed));
    }

    CompletionStage<Listing<RecordedDelivery>> deliveries(Tenant tenant, DeliveryQuery query) {
        QueryCheck check = new QueryCheck();
        DeliverySearch search = check.deliveries(query);
        return listing(check, () -> journal.readModel().deliveries().deliveries(tenant, search));
    }

    private CompletionStage<Page<FeedEvent>> feed(Page<RecordedNews> page) {
        return answers.views(page.data().stream().map(RecordedNews::snapshot).toList())
                .thenApply(views -> page.with(all -> IntStream.range(0, all.size())
                        .mapToObj(i -> event(all.get(i), views.get(i)))
                        .toList()));
    }

    private static FeedEvent event(RecordedNews news, IntentView view) {
        return new FeedEvent(
                news.id(),
                news.type(),
                news.at(),
                news.intentSequence(),
                view,
                news.told().about());
    }

    private <T> CompletionStage<Listing<T>> listing(QueryCheck check, Question<T> question) {
        if (!check.faults().isEmpty()) {
            return CompletableFuture.completedFuture(new Listing.Refused<>(Refusal.invalid(check.faults())));
        } else if (!store.isOpen()) {
            return CompletableFuture.completedFuture(new Listing.Refused<>(Refusal.overloaded()));
        }
        boolean isTooMany = questions.incrementAndGet() > Limits.QUESTIONS_WAITING_MAX;
        CompletionStage<Listing<T>> listing = isTooMany
                ? CompletableFuture.completedFuture(new Listing.Refused<>(Refusal.overloaded()))
                : asked(question);
        return listing.whenComplete((done, failure) -> questions.decrementAndGet());
    }

    /** Also what fails before there is a stage, as in a closed read model, becomes a refusal. */
    private static <T> CompletionStage<Listing<T>> asked(Question<T> question) {
        return CompletableFuture.completedFuture(question)
                .thenCompose(Question::ask)
                .<Listing<T>>thenApply(Listing.Found::new)
                .exceptionally(failure -> new Listing.Refused<>(refusal(failure)));
    }

    private static Refusal refusal(Throwable failure) {
        if (failure instanceof CompletionException wrapped && wrapped.getCause() instanceof BeyondJournal beyond) {
            return Refusal.invalid(List.of(new FieldFault(
                    "/after", "out_of_range", beyond.words(), beyond.position().text())));
        }
        LOG.error("a list could not be read", failure);
        return Refusal.unlistable();
    }

    private interface Question<T> {
        CompletionStage<Page<T>> ask();
    }

    private static <T> CompletionStage<Listing<T>> guarded(CompletionStage<Listing<T>> listing) {
        return listing.exceptionally(failure -> new Listing.Refused<>(Answers.unanswered(failure)));
    }
}
