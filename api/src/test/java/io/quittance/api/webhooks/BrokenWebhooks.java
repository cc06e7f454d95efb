package io.quittance.api.webhooks;

import io.quittance.api.ServerProbe;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.DeliveryQuery;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.webhook.DeliveryView;
import io.quittance.engine.webhook.EndpointRequest;
import io.quittance.engine.webhook.Replay;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookResult;
import io.quittance.engine.webhook.Webhooks;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Everything goes wrong: no store that fails can bring about every such answer. */
public final class BrokenWebhooks implements Webhooks {

    @Override
    public CompletionStage<WebhookResult> register(Tenant tenant, EndpointRequest request) {
        return refused();
    }

    @Override
    public CompletionStage<WebhookResult> find(Tenant tenant, EndpointId id) {
        return refused();
    }

    @Override
    public CompletionStage<List<WebhookEndpoint>> list(Tenant tenant) {
        return CompletableFuture.failedFuture(new IllegalStateException("the desk is broken"));
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
    public CompletionStage<WebhookResult> replay(Tenant tenant, EndpointId id, Replay.Wish wish) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<List<Replay>> replays(Tenant tenant, EndpointId id) {
        return CompletableFuture.failedFuture(new IllegalStateException("the desk is broken"));
    }

    @Override
    public CompletionStage<Listing<DeliveryView>> deliveries(Tenant tenant, DeliveryQuery query) {
        return CompletableFuture.failedFuture(new IllegalStateException("the desk is broken"));
    }

    @Override
    public CompletionStage<WebhookResult> redeliver(Tenant tenant, DeliveryId id) {
        return refused();
    }

    private static CompletionStage<WebhookResult> refused() {
        return CompletableFuture.completedFuture(new WebhookResult.Refused(Refusal.internal()));
    }

    /** Lets a server have them, in an engine that works. */
    public static final class Probe implements ServerProbe {
        @Override
        public PaymentEngine engine(PaymentEngine engine) {
            return (PaymentEngine) Proxy.newProxyInstance(
                    PaymentEngine.class.getClassLoader(),
                    new Class<?>[] {PaymentEngine.class},
                    (proxy, method, given) ->
                            method.getName().equals("webhooks") ? new BrokenWebhooks() : method.invoke(engine, given));
        }
    }

    @Override
    public Optional<String> objection(URI url) {
        return Optional.empty();
    }
}
