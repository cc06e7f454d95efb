package io.quittance.engine.webhook;

import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.DeliveryQuery;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.Page;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An engine without webhooks: it has no endpoints, and can have none. Immutable. */
public final class NoWebhooks implements Webhooks {

    @Override
    public CompletionStage<WebhookResult> register(Tenant tenant, EndpointRequest request) {
        return refused(Refusal.of(Refusal.Code.NOT_SUPPORTED, "This engine was started without webhooks."));
    }

    @Override
    public Optional<String> objection(URI url) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<WebhookResult> find(Tenant tenant, EndpointId id) {
        return refused(EndpointDesk.noEndpoint(id));
    }

    @Override
    public CompletionStage<List<WebhookEndpoint>> list(Tenant tenant) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<WebhookResult> change(Tenant tenant, EndpointId id, EndpointRequest request) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<WebhookResult> remove(Tenant tenant, EndpointId id) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<WebhookResult> rotateSecret(Tenant tenant, EndpointId id) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<WebhookResult> ping(Tenant tenant, EndpointId id) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<WebhookResult> verify(Tenant tenant, EndpointId id) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<Boolean> verified(String challenge) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public boolean isChallenge(String challenge) {
        return false;
    }

    @Override
    public CompletionStage<WebhookResult> replay(Tenant tenant, EndpointId id, Replay.Wish wish) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<List<Replay>> replays(Tenant tenant, EndpointId id) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Listing<DeliveryView>> deliveries(Tenant tenant, DeliveryQuery query) {
        return CompletableFuture.completedFuture(new Listing.Found<>(new Page<>(List.of(), false, null, 0)));
    }

    @Override
    public CompletionStage<WebhookResult> redeliver(Tenant tenant, DeliveryId id) {
        return refused(noDelivery(id));
    }

    /** The refusal of a delivery that the merchant has not. */
    static Refusal noDelivery(DeliveryId id) {
        return Refusal.of(
                Refusal.Code.NOT_FOUND,
                "There is no delivery " + id + ", or its endpoint was removed. Nothing was done; GET"
                        + " /v1/webhook_deliveries lists those that there are.");
    }

    private static CompletionStage<WebhookResult> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(new WebhookResult.Refused(refusal));
    }
}
