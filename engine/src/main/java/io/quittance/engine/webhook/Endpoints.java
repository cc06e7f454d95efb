package io.quittance.engine.webhook;

import io.quittance.engine.Limits;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All webhook endpoints of an installation, in memory over their store. Looks cost no more than a map; what a merchant
 * changes is durable before it is in force. How an endpoint fares is known here at once and written when it turns from
 * good to bad or back. Safe for any thread; the store is used by one thread of its own, and no method blocks on it but
 * {@link #open} and {@link #close}.
 */
public final class Endpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    private final EndpointStore store;
    private final ExecutorService writer;
    private volatile EndpointMap known;

    /** Those whose faring is going to be written: one write each, however often it turns. */
    private final Set<EndpointId> unwritten = ConcurrentHashMap.newKeySet();

    /** When who fails was last seen to fail. */
    private final Map<EndpointId, Instant> lastFailures = new ConcurrentHashMap<>();

    private Endpoints(EndpointStore store, ExecutorService writer) {
        this.store = store;
        this.writer = writer;
        this.known = EndpointMap.of(store.endpoints());
    }

    /** Reads every endpoint that is kept. */
    public static Endpoints open(EndpointStore store) {
        return open(store, ownThread());
    }

    /** A thread that begins with the first task. */
    static ExecutorService ownThread() {
        return Executors.newSingleThreadExecutor(task -> new Thread(task, "webhook-endpoints"));
    }

    /** The same with this executor, which has to run one task after the other. */
    public static Endpoints open(EndpointStore store, ExecutorService writer) {
        try {
            return new Endpoints(store, writer);
        } catch (RuntimeException e) {
            writer.shutdown();
            throw e;
        }
    }

    /** The endpoints that hear of this type, closed ones included: what they are owed waits for them. */
    public List<WebhookEndpoint> listeners(Tenant tenant, String type) {
        List<WebhookEndpoint> theirs = known.of(tenant);
        return theirs.isEmpty()
                ? theirs
                : theirs.stream().filter(endpoint -> endpoint.hears(type)).toList();
    }

    /** An endpoint, also one that was removed. */
    public Optional<WebhookEndpoint> find(EndpointId id) {
        return known.find(id);
    }

    /** The merchant's endpoint of this name, unless it was removed. */
    public Optional<WebhookEndpoint> find(Tenant tenant, EndpointId id) {
        return find(id).filter(endpoint -> endpoint.tenant().equals(tenant) && endpoint.removedAt() == null);
    }

    /** The merchant's endpoints, oldest first, without those that were removed. */
    public List<WebhookEndpoint> of(Tenant tenant) {
        return known.of(tenant);
    }

    /** Every endpoint of any merchant that is sent to now. */
    public List<WebhookEndpoint> sendable() {
        return all().stream().filter(WebhookEndpoint::isOpen).toList();
    }

    Collection<WebhookEndpoint> all() {
        return known.all();
    }

    /** It took something at this time. */
    public void succeeded(EndpointId id, Instant at) {
        lastFailures.remove(id);
        if (fares(
                id,
                endpoint -> isBefore(endpoint.failingSince(), at),
                endpoint -> EndpointChange.faring(endpoint, null))) {
            LOG.info("the webhook endpoint {} takes webhooks again", id);
        }
    }

    /**
     * A try that began at this time failed. It is failing since the first failure that no success followed, as long as
     * it was tried all the time: after a pause that is a day longer than the longest gap of its policy nobody knows how
     * it fared, and the failure is the first again. When the last failure was is forgotten by a restart; then one that
     * should have been disabled before begins anew.
     */
    public void failed(EndpointId id, Instant at, String reason) {
        @Nullable Instant last = lastFailures.get(id);
        boolean isFirst = fares(
                id,
                endpoint -> endpoint.isOpen() && isAnew(endpoint, last, at),
                endpoint -> EndpointChange.faring(endpoint, at));
        lastFailures.merge(id, at, (one, other) -> one.isAfter(other) ? one : other);
        if (isFirst) {
            LOG.info("the webhook endpoint {} takes no webhooks: {}", id, reason);
        }
    }

    private static boolean isAnew(WebhookEndpoint endpoint, @Nullable Instant last, Instant at) {
        Instant since = endpoint.failingSince();
        if (since == null) {
            return true;
        }
        Duration longest =
                endpoint.policy().gaps().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        Instant until = last == null
                ? since.plus(Limits.WEBHOOK_FAILING_MAX)
                : last.plus(longest).plus(Limits.WEBHOOK_UNTRIED_MAX);
        return at.isAfter(until);
    }

    private static boolean isBefore(@Nullable Instant failingSince, Instant at) {
        return failingSince != null && !at.isBefore(failingSince);
    }

    /** Most calls change nothing: they end at the first look, without a lock. */
    private boolean fares(EndpointId id, Predicate<WebhookEndpoint> turns, UnaryOperator<WebhookEndpoint> change) {
        if (find(id).filter(turns).isEmpty() || !publish(id, turns, change)) {
            return false;
        }
        if (unwritten.add(id)) {
            inTurn(() -> {
                        unwritten.remove(id);
                        return find(id).map(this::kept);
                    })
                    .exceptionally(failure -> {
                        LOG.warn("how the webhook endpoint {} fares could not be written", id, failure);
                        return Optional.empty();
                    });
        }
        return true;
    }

    /**
     * It is not sent to any more. The stage is true exactly once until it is enabled again, when that is durable; it
     * fails when the store does, and nothing has changed then.
     */
    public CompletionStage<Boolean> disable(EndpointId id, String reason) {
        return changed(
                        id,
                        endpoint -> endpoint.isOpen()
                                ? Optional.of(EndpointChange.disabled(endpoint, reason))
                                : Optional.empty())
                .thenApply(Optional::isPresent);
    }

    /**
     * The journal was restored: what was owed before this moment is sent only when it is asked for. In force at once;
     * the stage ends when it is durable for all.
     */
    public CompletionStage<Void> hold(Instant before) {
        List<EndpointId> ids = all().stream()
                .filter(endpoint -> endpoint.removedAt() == null)
                .map(WebhookEndpoint::id)
                .toList();
        ids.forEach(id -> publish(id, endpoint -> true, endpoint -> EndpointChange.held(endpoint, before)));
        return inTurn(() -> {
            ids.forEach(id -> find(id).ifPresent(store::keep));
            return null;
        });
    }

    /** Keeps a new endpoint; it is there when the stage is true. It is false where its merchant has too many. */
    CompletionStage<Boolean> add(WebhookEndpoint endpoint) {
        return inTurn(() -> {
            if (!hasRoom(endpoint.tenant())) {
                return false;
            }
            put(kept(endpoint));
            return true;
        });
    }

    private boolean hasRoom(Tenant tenant) {
        return of(tenant).size() < Limits.WEBHOOK_ENDPOINTS_PER_TENANT_MAX
                && all().stream()
                                .filter(endpoint -> endpoint.tenant().equals(tenant))
                                .count()
                        < Limits.WEBHOOK_ENDPOINTS_EVER_MAX;
    }

    /**
     * Changes an endpoint, durable first, one change after the other.
     *
     * @param change pure, as it is asked twice; empty leaves the endpoint as it is
     * @return the endpoint after the change; empty when nothing was changed
     */
    CompletionStage<Optional<WebhookEndpoint>> changed(
            EndpointId id, Function<WebhookEndpoint, Optional<WebhookEndpoint>> change) {
        return inTurn(() -> find(id).flatMap(change).map(this::kept).flatMap(kept -> again(id, change)));
    }

    /** How it fares may have turned while it was written. */
    private synchronized Optional<WebhookEndpoint> again(
            EndpointId id, Function<WebhookEndpoint, Optional<WebhookEndpoint>> change) {
        Optional<WebhookEndpoint> after = find(id).flatMap(change);
        after.ifPresent(this::put);
        return after;
    }

    private synchronized boolean publish(
            EndpointId id, Predicate<WebhookEndpoint> condition, UnaryOperator<WebhookEndpoint> change) {
        Optional<WebhookEndpoint> after = find(id).filter(condition).map(change);
        after.ifPresent(this::put);
        return after.isPresent();
    }

    private synchronized void put(WebhookEndpoint endpoint) {
        known = known.with(endpoint);
    }

    private WebhookEndpoint kept(WebhookEndpoint endpoint) {
        store.keep(endpoint);
        return endpoint;
    }

    /** What is done after everything that was asked for before; a stage that fails when the registry is closed. */
    private <T> CompletionStage<T> inTurn(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, writer);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Ends what is being written, then closes the store. Blocks. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(Limits.READ_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the webhook endpoints were still being written when their store was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
