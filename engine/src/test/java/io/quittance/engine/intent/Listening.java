package io.quittance.engine.intent;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.DeliveryTry;
import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.NotificationEvent.Cause;
import io.quittance.engine.intent.NotificationEvent.Tried;
import io.quittance.engine.intent.NotificationEvent.WebhooksOwed;
import io.quittance.engine.intent.NotificationEvent.WebhooksTried;
import io.quittance.engine.support.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Endpoints that hear of what they are told to, and the events about what they are owed. */
final class Listening implements Notifier {

    static final EndpointId ONE = new EndpointId("we_a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2");
    static final EndpointId OTHER = new EndpointId("we_b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3");
    static final EndpointId THIRD = new EndpointId("we_c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4");
    static final Instant LATER = Given.NOW.plusSeconds(60);

    private final Map<EndpointId, Set<EventType>> hears = new LinkedHashMap<>();
    private final List<EndpointId> closed = new ArrayList<>();

    /** With one endpoint more, which hears these types. */
    Listening with(EndpointId endpoint, Set<EventType> types) {
        hears.put(endpoint, types);
        return this;
    }

    /** This one is sent nothing. */
    Listening closed(EndpointId endpoint) {
        closed.add(endpoint);
        return this;
    }

    static WebhooksOwed owed(long sequence, EndpointId... endpoints) {
        return new WebhooksOwed(Given.NOW, sequence, List.of(endpoints), null);
    }

    static WebhooksOwed again(long sequence, EndpointId endpoint, Cause cause) {
        return new WebhooksOwed(LATER, sequence, List.of(endpoint), cause);
    }

    static WebhooksTried taken(long sequence, EndpointId endpoint) {
        return tried(sequence, endpoint, new DeliveryTry(Given.NOW, 7, 204, null, true, null));
    }

    static WebhooksTried refused(long sequence, EndpointId endpoint, @Nullable Instant next) {
        return tried(sequence, endpoint, new DeliveryTry(Given.NOW, 7, 500, null, false, next));
    }

    private static WebhooksTried tried(long sequence, EndpointId endpoint, DeliveryTry made) {
        return new WebhooksTried(made.at(), List.of(new Tried(sequence, endpoint, made)));
    }

    @Override
    public boolean hasListeners(Tenant tenant) {
        return tenant.equals(Given.SHOP) && !hears.isEmpty();
    }

    @Override
    public List<EndpointId> listeners(Tenant tenant, EventType type) {
        return hears.entrySet().stream()
                .filter(endpoint -> endpoint.getValue().contains(type))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Optional<RetryPolicy> policy(EndpointId endpoint) {
        return hears.containsKey(endpoint) ? Optional.of(RetryPolicy.TWO_HOURS) : Optional.empty();
    }

    @Override
    public boolean isOpen(EndpointId endpoint, Delivery delivery) {
        return !closed.contains(endpoint);
    }

    @Override
    public CompletionStage<TryResult> send(EndpointId endpoint, Notification notification) {
        return CompletableFuture.completedFuture(TryResult.failed("nothing is sent here", Duration.ZERO));
    }

    @Override
    public Verdict judge(EndpointId endpoint, Instant at, TryResult result) {
        Integer status = result.status();
        boolean isGone = status != null && status == 410;
        return new Verdict(status != null && status < 300, isGone ? "it answered 410 Gone" : null);
    }

    @Override
    public void disable(EndpointId endpoint, String reason) {
        closed.add(endpoint);
    }
}
