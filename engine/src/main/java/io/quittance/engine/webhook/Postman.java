package io.quittance.engine.webhook;

import io.quittance.engine.Limits;
import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.EventType;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.intent.Notifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes an intent's notifications to the endpoints that are registered, and judges what came of it. A body is made anew
 * for each try, from the state that the notification tells of: so it has the same bytes, unless its merchant changed
 * how much it says, or personal fields were erased. Safe for any thread.
 */
public final class Postman implements Notifier {

    private static final int GONE = 410;

    private final Endpoints endpoints;
    private final WebhookSender sender;
    private final WebhookBodies bodies;
    private final Function<IntentSnapshot, CompletionStage<IntentView>> views;
    private final InstantSource clock;

    /** The endpoints that somebody is about to disable: so that one intent tells of it. */
    private final Set<EndpointId> ending = ConcurrentHashMap.newKeySet();

    /** @param views opens what is personal in a snapshot */
    public Postman(
            Endpoints endpoints,
            WebhookSender sender,
            WebhookBodies bodies,
            Function<IntentSnapshot, CompletionStage<IntentView>> views,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.sender = sender;
        this.bodies = bodies;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public boolean hasListeners(Tenant tenant) {
        return !endpoints.of(tenant).isEmpty();
    }

    @Override
    public List<EndpointId> listeners(Tenant tenant, EventType type) {
        return endpoints.listeners(tenant, type.text()).stream()
                .map(WebhookEndpoint::id)
                .toList();
    }

    @Override
    public Optional<RetryPolicy> policy(EndpointId endpoint) {
        return there(endpoint).map(WebhookEndpoint::policy);
    }

    @Override
    public boolean isOpen(EndpointId endpoint, Delivery delivery) {
        return there(endpoint)
                .filter(WebhookEndpoint::isOpen)
                .filter(open -> !isHeldBack(open, delivery))
                .isPresent();
    }

    /** Whether this was owed before a restore, and nobody asked for it since. */
    static boolean isHeldBack(WebhookEndpoint endpoint, Delivery delivery) {
        Instant heldBefore = endpoint.heldBefore();
        return heldBefore != null && delivery.owedAt().isBefore(heldBefore);
    }

    private Optional<WebhookEndpoint> there(EndpointId id) {
        return endpoints.find(id).filter(endpoint -> endpoint.removedAt() == null);
    }

    /**
     * What was planned for an endpoint that is closed by now, or went to an address that it has no more, counts not.
     */
    @Override
    public CompletionStage<TryResult> send(EndpointId id, Notification notification) {
        Optional<WebhookEndpoint> known = there(id).filter(WebhookEndpoint::isOpen);
        return known.isEmpty()
                ? CompletableFuture.completedFuture(TryResult.unsent("the endpoint is closed"))
                : views.apply(notification.snapshot())
                        .thenCompose(view -> sender.send(known.get(), message(known.get(), notification, view)))
                        .thenApply(result -> ofNow(known.get(), result));
    }

    private TryResult ofNow(WebhookEndpoint asked, TryResult result) {
        boolean isElsewhere =
                there(asked.id()).filter(now -> now.url().equals(asked.url())).isEmpty();
        Integer status = result.status();
        boolean isTaken = status != null && asked.isSuccess(status);
        return isElsewhere && !isTaken ? TryResult.unsent("the endpoint's address was changed") : result;
    }

    private WebhookMessage message(WebhookEndpoint endpoint, Notification notification, IntentView view) {
        byte[] body = bodies.event(notification, view, endpoint.payload());
        return new WebhookMessage(notification.messageId(), clock.instant(), body);
    }

    /** An endpoint is disabled by a 410, and by a failure when it has been failing for seven days. */
    @Override
    public Verdict judge(EndpointId id, Instant at, TryResult result) {
        Optional<WebhookEndpoint> known = there(id);
        Integer status = result.status();
        if (known.isEmpty()) {
            return new Verdict(false, null);
        } else if (status != null && known.get().isSuccess(status)) {
            endpoints.succeeded(id, at);
            return new Verdict(true, null);
        }
        String failure = result.failure();
        if (result.isSent()) {
            endpoints.failed(id, at, failure == null ? "it answered " + status : failure);
        }
        return new Verdict(
                false, there(id).map(now -> whyDisabled(now, at, status)).orElse(null));
    }

    private @Nullable String whyDisabled(WebhookEndpoint endpoint, Instant at, @Nullable Integer status) {
        Instant since = endpoint.failingSince();
        boolean isGone = status != null && status == GONE;
        boolean isDead = since != null && !at.isBefore(since.plus(Limits.WEBHOOK_FAILING_MAX));
        if (!endpoint.isOpen() || !isGone && !isDead || !ending.add(endpoint.id())) {
            return null;
        }
        return isGone ? "it answered 410 Gone" : "it took nothing for seven days";
    }

    @Override
    public void disable(EndpointId endpoint, String reason) {
        var unused = endpoints.disable(endpoint, reason).whenComplete((done, failure) -> ending.remove(endpoint));
    }
}
