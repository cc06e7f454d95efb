package io.quittance.engine.intent;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of a merchant's intents, and how it reaches them. Safe for any thread; returns at once. What it says of an
 * endpoint may change at any time.
 */
public interface Notifier {

    /** Nobody hears of anything. */
    Notifier NOBODY = new Notifier() {
        @Override
        public List<EndpointId> listeners(Tenant tenant, EventType type) {
            return List.of();
        }

        @Override
        public Optional<RetryPolicy> policy(EndpointId endpoint) {
            return Optional.empty();
        }

        @Override
        public boolean isOpen(EndpointId endpoint, Delivery delivery) {
            return false;
        }

        @Override
        public CompletionStage<TryResult> send(EndpointId endpoint, Notification notification) {
            return CompletableFuture.completedFuture(TryResult.unsent("nothing is sent here"));
        }

        @Override
        public Verdict judge(EndpointId endpoint, Instant at, TryResult result) {
            return new Verdict(false, null);
        }

        @Override
        public void disable(EndpointId endpoint, String reason) {}
    };

    /** Whether anything of this merchant may be heard by anybody; false spares every further question. */
    default boolean hasListeners(Tenant tenant) {
        return false;
    }

    /** Who hears of this type. */
    List<EndpointId> listeners(Tenant tenant, EventType type);

    /** When a delivery there is tried again; empty when the endpoint was removed. */
    Optional<RetryPolicy> policy(EndpointId endpoint);

    /** Whether this delivery may be sent now: the endpoint is there and enabled, and does not hold this back. */
    boolean isOpen(EndpointId endpoint, Delivery delivery);

    /** Sends once. Where the stage fails nothing was sent. */
    CompletionStage<TryResult> send(EndpointId endpoint, Notification notification);

    /** What a try means for its endpoint. */
    Verdict judge(EndpointId endpoint, Instant at, TryResult result);

    /**
     * What a try means.
     *
     * @param isTaken whether the notification was taken
     * @param disabled why its endpoint is to be disabled now; null when it is not, or when somebody else does so
     */
    record Verdict(boolean isTaken, @Nullable String disabled) {}

    /** The endpoint is sent to no more; that is recorded. */
    void disable(EndpointId endpoint, String reason);
}
