package io.quittance.engine;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.checkout.Checkout;
import io.quittance.engine.checkout.NoCheckout;
import io.quittance.engine.directory.LocalDirectory.Message;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.AttemptRequest;
import io.quittance.engine.intent.IntentCommand;
import io.quittance.engine.intent.IntentDirectory;
import io.quittance.engine.intent.IntentReply;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.OperationRequest;
import io.quittance.engine.intent.OperationWish;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.intent.RequestCheck;
import io.quittance.engine.intent.Resolution;
import io.quittance.engine.intent.ResolutionRequest;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.journal.Durability;
import io.quittance.engine.journal.JournalCounters;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.reading.FeedEvent;
import io.quittance.engine.reading.FeedQuery;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.WorkItem;
import io.quittance.engine.reading.WorkQuery;
import io.quittance.engine.terminal.Terminals;
import io.quittance.engine.vault.Cards;
import io.quittance.engine.webhook.Webhooks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine at work: checks a request, asks the intent's actor, and turns its reply into a result. */
final class EngineRuntime implements PaymentEngine {

    private final EngineSettings settings;
    private final ActorSystem<Void> system;
    private final StoreWatch store;
    private final IntentCalls intents;
    private final Answers answers;
    private final EngineReading reading;
    private final Executor blocking;
    private final Terminals terminals;
    private final EngineWebhooks webhooks;
    private final Sealer sealer;
    private final Checkout checkout;
    private final EngineCards cards;

    private EngineRuntime(
            EngineSettings settings,
            ActorSystem<Void> system,
            ActorRef<Message<IntentCommand>> intents,
            StoreWatch store,
            EngineWebhooks webhooks,
            EngineCards cards) {
        this.settings = settings;
        this.system = system;
        this.store = store;
        this.intents = new IntentCalls(intents, settings.journal().claims(), store, system);
        this.answers = webhooks.answers();
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
        this.reading = new EngineReading(this.intents, settings.journal(), answers, store, blocking);
        this.terminals = new SettledTerminals(
                settings.terminals(), settings.journal().readModel(), IntentDirectory.local(intents)::news, system);
        this.webhooks = webhooks;
        this.sealer = new Sealer(settings.journal().personal(), store);
        this.checkout = settings.checkout() == null
                ? new NoCheckout()
                : new EngineCheckout(settings, settings.checkout(), this.intents, answers, sealer);
        this.cards = cards;
        cards.start(this.intents);
        webhooks.start(system, this.intents::ask, reading::deliveries);
    }

    static EngineRuntime start(EngineSettings settings) {
        StoreWatch store = new StoreWatch();
        EngineWebhooks webhooks = EngineWebhooks.open(settings);
        EngineCards cards = new EngineCards(settings.checkout(), settings.clock());
        CompletableFuture<ActorRef<Message<IntentCommand>>> started = new CompletableFuture<>();
        ActorSystemSetup setup = ActorSystemSetup.create(BootstrapSetup.create(settings.akkaConfig()));
        if (settings.journal().akkaSetup().isPresent()) {
            setup = setup.withSetup(settings.journal().akkaSetup().get());
        }
        ActorSystem<Void> system = ActorSystem.create(
                EngineGuardian.create(settings, webhooks, cards, store::onDeath, started), "quittance", setup);
        EngineRuntime engine = new EngineRuntime(settings, system, started.join(), store, webhooks, cards);
        store.failed().thenRun(system::terminate);
        system.getWhenTerminated().thenRun(engine.intents::close);
        return engine;
    }

    @Override
    public CompletionStage<PaymentResult> create(Tenant tenant, IntentRequest request, @Nullable IdempotencyKey key) {
        RequestCheck check = new RequestCheck();
        Optional<Terms> terms = check.terms(request);
        PersonalFields personal = check.personal(request);
        if (!check.faults().isEmpty() || terms.isEmpty()) {
            return refused(Refusal.invalid(check.faults()));
        }
        KeyedRequest keyed = key == null ? null : keyed(tenant, CREATE_PATH, key, check);
        IntentId id = idOf(tenant, terms.get(), keyed);
        return Answers.guarded(seal(tenant, id, terms.get(), personal)
                .thenCompose(complete -> submit(
                        tenant,
                        id,
                        keyed,
                        Limits.ANSWER_WAIT_DEFAULT,
                        replyTo -> new IntentCommand.Create(tenant, complete, keyed, replyTo))));
    }

    @Override
    public CompletionStage<PaymentResult> pay(Tenant tenant, PaymentRequest request, IdempotencyKey key) {
        RequestCheck check = new RequestCheck();
        Optional<Terms> terms = check.terms(request.intent());
        PersonalFields personal = check.personal(request.intent());
        Optional<PaymentMethod> method =
                check.method(request.method(), at -> terminals().knows(tenant, at));
        check.returnUrl(request.returnUrl());
        Duration wait = check.answerWait(request.answerWait(), request.method());
        if (!check.faults().isEmpty() || terms.isEmpty() || method.isEmpty()) {
            return refused(Refusal.invalid(check.faults()));
        }
        KeyedRequest keyed = keyed(tenant, PAY_PATH, key, check);
        IntentId id = idOf(tenant, terms.get(), keyed);
        return Answers.guarded(seal(tenant, id, terms.get(), personal)
                .thenCompose(complete -> paid(
                        tenant,
                        id,
                        method.get(),
                        opened -> submit(
                                tenant,
                                id,
                                keyed,
                                wait,
                                replyTo -> new IntentCommand.Pay(
                                        tenant, complete, opened, request.returnUrl(), keyed, replyTo)))));
    }

    @Override
    public CompletionStage<PaymentResult> attempt(
            Tenant tenant, IntentId id, AttemptRequest request, IdempotencyKey key) {
        RequestCheck check = new RequestCheck();
        Optional<PaymentMethod> method =
                check.method(request.method(), at -> terminals().knows(tenant, at));
        check.returnUrl(request.returnUrl());
        check.attemptReference(request.referenceId());
        Duration wait = check.answerWait(request.answerWait(), request.method());
        if (!check.faults().isEmpty() || method.isEmpty()) {
            return refused(Refusal.invalid(check.faults()));
        }
        KeyedRequest keyed = keyed(PaymentEngine.attemptPath(id), key, null, check);
        return Answers.guarded(paid(
                tenant,
                id,
                method.get(),
                opened -> submit(
                        tenant,
                        id,
                        keyed,
                        wait,
                        replyTo -> new IntentCommand.StartAttempt(
                                tenant,
                                opened,
                                request.returnUrl(),
                                request.referenceId(),
                                request.expectedVersion(),
                                keyed,
                                replyTo))));
    }

    /** Pays with the card itself, where one of the vault was named. */
    private CompletionStage<PaymentResult> paid(
            Tenant tenant,
            IntentId id,
            PaymentMethod named,
            Function<PaymentMethod, CompletionStage<PaymentResult>> payment) {
        // A closed engine refuses the request in the next step; its vault is closed too.
        if (!store.isOpen()) {
            return payment.apply(named);
        }
        return cards.lookUp(tenant, named, id)
                .thenCompose(method -> payment.apply(method).thenApply(result -> cards.used(tenant, method, result)));
    }

    @Override
    public CompletionStage<PaymentResult> operate(
            Tenant tenant, IntentId id, OperationRequest request, IdempotencyKey key) {
        RequestCheck check = new RequestCheck();
        OperationWish wish = check.wish(request);
        Duration wait = check.answerWait(request.answerWait());
        if (!check.faults().isEmpty()) {
            return refused(Refusal.invalid(check.faults()));
        }
        KeyedRequest keyed = keyed(PaymentEngine.operationPath(id, request.verb()), key, null, check);
        return Answers.guarded(submit(
                tenant,
                id,
                keyed,
                wait,
                replyTo -> new IntentCommand.Operate(tenant, wish, request.expectedVersion(), keyed, replyTo)));
    }

    @Override
    public CompletionStage<PaymentResult> resolve(
            Tenant tenant, IntentId id, ResolutionRequest request, @Nullable IdempotencyKey key) {
        RequestCheck check = new RequestCheck();
        Optional<Resolution> resolution = check.resolution(request);
        if (!check.faults().isEmpty() || resolution.isEmpty()) {
            return refused(Refusal.invalid(check.faults()));
        }
        KeyedRequest keyed = key == null ? null : keyed(PaymentEngine.resolutionPath(id), key, null, check);
        return Answers.guarded(submit(
                tenant,
                id,
                keyed,
                Limits.ANSWER_WAIT_DEFAULT,
                replyTo -> new IntentCommand.Resolve(
                        tenant, resolution.get(), request.expectedVersion(), keyed, replyTo)));
    }

    @Override
    public CompletionStage<Listing<WorkItem>> workList(Tenant tenant, WorkQuery query) {
        return reading.workList(tenant, query, webhooks::isThere);
    }

    @Override
    public CompletionStage<PaymentResult> find(Tenant tenant, IntentId id) {
        return reading.find(tenant, id);
    }

    @Override
    public CompletionStage<Listing<JournalEntry>> events(Tenant tenant, IntentId id) {
        return reading.events(tenant, id);
    }

    @Override
    public CompletionStage<KeyResult> standing(Tenant tenant, String path, IdempotencyKey key) {
        return reading.standing(tenant, path, key);
    }

    @Override
    public CompletionStage<Listing<IntentView>> list(Tenant tenant, IntentQuery query) {
        return reading.list(tenant, query);
    }

    @Override
    public CompletionStage<Listing<FeedEvent>> feed(Tenant tenant, FeedQuery query) {
        return reading.feed(tenant, query);
    }

    @Override
    public Terminals terminals() {
        return terminals;
    }

    @Override
    public Webhooks webhooks() {
        return webhooks.desk();
    }

    @Override
    public Checkout checkout() {
        return checkout;
    }

    @Override
    public Cards cards() {
        return cards.desk();
    }

    @Override
    public Durability durability() {
        return settings.journal().durability();
    }

    @Override
    public JournalCounters journalCounters() {
        return settings.journal().counters();
    }

    @Override
    public boolean isReady() {
        return store.isOpen();
    }

    @Override
    public CompletionStage<Throwable> failed() {
        return store.failed();
    }

    @Override
    public void close() {
        store.close();
        terminals.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        webhooks.close();
        cards.close();
        settings.journal().close();
    }

    /** With a reference or without, another request could bring the key to another intent: it needs a claim. */
    private KeyedRequest keyed(Tenant tenant, String path, IdempotencyKey key, RequestCheck check) {
        return keyed(path, key, KeyedRequest.claimOf(tenant, path, key.value()), check);
    }

    private KeyedRequest keyed(String path, IdempotencyKey key, @Nullable String claim, RequestCheck check) {
        Map<String, String> fingerprint =
                settings.journal().fingerprintKey().fingerprint(path, key, check.meaningfulFields());
        return new KeyedRequest(path, key.value(), fingerprint, claim, KeyedRequest.REPRESENTATION);
    }

    /** Identity is the guard: the reference names the intent, else the key does. */
    private IntentId idOf(Tenant tenant, Terms terms, @Nullable KeyedRequest request) {
        if (terms.referenceId() != null) {
            return IntentId.ofReference(tenant, terms.referenceId());
        }
        return request != null
                ? IntentId.ofKey(tenant, request.path(), request.key())
                : IntentId.random(settings.ids());
    }

    private CompletionStage<Terms> seal(Tenant tenant, IntentId id, Terms terms, PersonalFields personal) {
        return sealer.seal(tenant, id, terms.customerId(), personal)
                .thenApply(hidden -> hidden.map(terms::with).orElse(terms));
    }

    private CompletionStage<PaymentResult> submit(
            Tenant tenant,
            IntentId id,
            @Nullable KeyedRequest keyed,
            Duration wait,
            Function<ActorRef<IntentReply>, IntentCommand> command) {
        return intents.request(tenant, id, keyed, wait, command).thenCompose(answers::result);
    }

    private static CompletionStage<PaymentResult> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(new PaymentResult.Refused(refusal, null));
    }
}
