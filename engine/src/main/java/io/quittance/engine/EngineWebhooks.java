package io.quittance.engine;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import io.quittance.engine.audit.JournalCheck;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentDirectory;
import io.quittance.engine.intent.Notifier;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.reading.DeliveryQuery;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.RecordedDelivery;
import io.quittance.engine.webhook.DeliverySweep;
import io.quittance.engine.webhook.EndpointDesk;
import io.quittance.engine.webhook.Endpoints;
import io.quittance.engine.webhook.IntentAsk;
import io.quittance.engine.webhook.NoWebhooks;
import io.quittance.engine.webhook.Postman;
import io.quittance.engine.webhook.Recurring;
import io.quittance.engine.webhook.Replays;
import io.quittance.engine.webhook.RestoreWatch;
import io.quittance.engine.webhook.WebhookDesk;
import io.quittance.engine.webhook.WebhookParts;
import io.quittance.engine.webhook.Webhooks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhooks of an engine, put together from what it was given; nothing of it runs when it was given nothing. */
final class EngineWebhooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineWebhooks.class);

    private final EngineSettings settings;
    private final Answers answers;
    private final @Nullable Opened opened;
    private volatile @Nullable Replays replays;
    private Webhooks desk = new NoWebhooks();

    private record Opened(WebhookParts parts, Endpoints endpoints, RestoreWatch watch, Notifier notifier) {}

    private EngineWebhooks(EngineSettings settings, Answers answers, @Nullable Opened opened) {
        this.settings = settings;
        this.answers = answers;
        this.opened = opened;
    }

    /** Reads the endpoints; what is owed from before a restore is held back from now on. Blocks. */
    static EngineWebhooks open(EngineSettings settings) {
        Answers answers = new Answers(settings.journal().personal());
        WebhookParts parts = settings.webhooks();
        if (parts == null) {
            return new EngineWebhooks(settings, answers, null);
        }
        Endpoints endpoints = Endpoints.open(parts.store(), parts.writer());
        RestoreWatch watch = new RestoreWatch(parts.store(), settings.journal().reader());
        if (parts.isRestored() || watch.isRestored()) {
            LOG.warn("the journal was restored from a backup: no webhook that was owed before now is sent, until a"
                    + " replay or a redelivery asks for it");
            endpoints.hold(settings.clock().instant()).toCompletableFuture().join();
        }
        watch.note();
        Notifier notifier = new Postman(endpoints, parts.sender(), parts.bodies(), answers::view, settings.clock());
        return new EngineWebhooks(settings, answers, new Opened(parts, endpoints, watch, notifier));
    }

    Notifier notifier() {
        return opened == null ? Notifier.NOBODY : opened.notifier;
    }

    Answers answers() {
        return answers;
    }

    /** Starts who looks for what is owed; in the engine's own order of things, so that a simulation can repeat it. */
    void spawn(ActorContext<Void> context, IntentDirectory directory) {
        if (opened == null) {
            return;
        }
        Executor blocking = blocking(context.getSystem());
        var book = settings.journal().readModel().deliveries();
        context.spawn(
                DeliverySweep.create(
                        opened.endpoints, opened.parts.sender()::isLeftAlone, book, settings.clock(), directory),
                "deliveries");
        context.spawn(Recurring.every(Limits.REPLAY_STEP, this::replayStep), "replays");
        context.spawn(
                Recurring.every(
                        Limits.WEBHOOK_MARK_STEP, () -> CompletableFuture.runAsync(opened.watch::note, blocking)),
                "journal-mark");
    }

    private CompletionStage<Void> replayStep() {
        Replays known = replays;
        return known == null ? CompletableFuture.completedFuture(null) : known.step();
    }

    /** Takes up replays, and what callers ask. */
    void start(
            ActorSystem<Void> system,
            IntentAsk intents,
            BiFunction<Tenant, DeliveryQuery, CompletionStage<Listing<RecordedDelivery>>> reading) {
        if (opened == null) {
            return;
        }
        var ports = new Replays.Ports(
                intents,
                settings.journal().readModel().deliveries(),
                settings.clock(),
                settings.ids(),
                this::isDamaged,
                () -> settings.journal().reader().end(),
                blocking(system));
        Replays taken = new Replays(opened.parts.store(), opened.endpoints, ports);
        replays = taken;
        var parts =
                new EndpointDesk.Parts(opened.parts.sender(), opened.parts.bodies(), settings.clock(), settings.ids());
        desk = new WebhookDesk(new EndpointDesk(opened.endpoints, parts), opened.endpoints, taken, intents, reading);
    }

    private static Executor blocking(ActorSystem<?> system) {
        return system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    private boolean isDamaged(IntentId intent) {
        JournalCheck check = new JournalCheck();
        settings.journal().reader().stream(PaymentIntent.streamOf(intent)).forEach(check::accept);
        return !check.findings().isEmpty();
    }

    /** Whether there is such an endpoint, and it was not removed. */
    boolean isThere(EndpointId id) {
        return opened != null
                && opened.endpoints
                        .find(id)
                        .filter(endpoint -> endpoint.removedAt() == null)
                        .isPresent();
    }

    /** What callers ask. */
    Webhooks desk() {
        return desk;
    }

    /** After the actors have ended, and before the journal is closed. Blocks. */
    @Override
    public void close() {
        if (opened != null) {
            opened.parts.sender().close();
            opened.watch.note();
            opened.endpoints.close();
        }
    }
}
