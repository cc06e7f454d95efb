package io.quittance.api.webhooks;

import io.quittance.api.ServerSettings;
import io.quittance.api.Wiring;
import io.quittance.api.http.json.WebhookBodiesJson;
import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.DeliveryTry;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.id.RandomText;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.EventType;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.Page;
import io.quittance.engine.reading.DeliveryQuery;
import io.quittance.engine.webhook.DeliveryView;
import io.quittance.engine.webhook.EndpointDesk;
import io.quittance.engine.webhook.EndpointRequest;
import io.quittance.engine.webhook.Endpoints;
import io.quittance.engine.webhook.NoWebhooks;
import io.quittance.engine.webhook.Replay;
import io.quittance.engine.webhook.SigningKeys;
import io.quittance.engine.webhook.signature.RandomKeys;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookResult;
import io.quittance.engine.webhook.Webhooks;
import io.quittance.persistence.webhooks.EndpointFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Endpoints as merchants have them, kept in a file; of deliveries, one to each endpoint that anybody has. */
public final class MerchantsWebhooks implements Webhooks, AutoCloseable {
    private static final SigningKeys KEYS = new RandomKeys(Wiring.randomness());
    private static final Instant THEN = Instant.parse("2026-11-21T10:36:52.689Z");
    private static final NotificationId NEWS = new NotificationId(new IntentId("pi_" + "a".repeat(32)), 3);

    private final Endpoints endpoints;
    private final EndpointDesk desk;

    private MerchantsWebhooks(Path directory, String baseUrl) {
        endpoints = Endpoints.open(EndpointFile.open(directory));
        desk = new EndpointDesk(
                endpoints,
                new EndpointDesk.Parts(
                        new PlainSender(),
                        new WebhookBodiesJson(() -> baseUrl),
                        KEYS,
                        Clock.systemUTC(),
                        Wiring.randomness()));
    }

    public static MerchantsWebhooks open(Path directory, String baseUrl) {
        return new MerchantsWebhooks(directory, baseUrl);
    }

    /** As a server takes them. */
    public ServerSettings.WebhookDesk desk() {
        return new ServerSettings.WebhookDesk(this, new PlainSender()::objection, KEYS);
    }

    @Override
    public CompletionStage<WebhookResult> register(Tenant tenant, EndpointRequest request) {
        return desk.register(tenant, request);
    }

    @Override
    public CompletionStage<WebhookResult> find(Tenant tenant, EndpointId id) {
        return desk.find(tenant, id);
    }

    @Override
    public CompletionStage<List<WebhookEndpoint>> list(Tenant tenant) {
        return desk.list(tenant);
    }

    @Override
    public CompletionStage<WebhookResult> change(Tenant tenant, EndpointId id, EndpointRequest request) {
        return desk.change(tenant, id, request);
    }

    @Override
    public CompletionStage<WebhookResult> remove(Tenant tenant, EndpointId id) {
        return desk.remove(tenant, id);
    }

    @Override
    public CompletionStage<WebhookResult> rotateSecret(Tenant tenant, EndpointId id) {
        return desk.rotateSecret(tenant, id);
    }

    @Override
    public CompletionStage<WebhookResult> ping(Tenant tenant, EndpointId id) {
        return desk.ping(tenant, id);
    }

    @Override
    public CompletionStage<WebhookResult> verify(Tenant tenant, EndpointId id) {
        return desk.verify(tenant, id);
    }

    @Override
    public CompletionStage<Boolean> verified(String challenge) {
        return desk.verified(challenge);
    }

    @Override
    public CompletionStage<WebhookResult> replay(Tenant tenant, EndpointId id, Replay.Wish wish) {
        return ofTheirs(
                tenant,
                id,
                endpoint -> new WebhookResult.Replaying(new Replay(
                        "wr_" + RandomText.of(Wiring.randomness()),
                        id,
                        wish,
                        FeedPosition.START,
                        new FeedPosition(7),
                        0,
                        THEN,
                        null)));
    }

    @Override
    public CompletionStage<List<Replay>> replays(Tenant tenant, EndpointId id) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Listing<DeliveryView>> deliveries(Tenant tenant, DeliveryQuery query) {
        List<DeliveryView> theirs = endpoints.of(tenant).stream()
                .filter(endpoint -> query.endpoint() == null || query.endpoint().equals(endpoint.id()))
                .filter(endpoint -> query.status() == null || query.status().equals("owed"))
                .map(MerchantsWebhooks::failed)
                .limit(query.limit())
                .toList();
        return CompletableFuture.completedFuture(new Listing.Found<>(new Page<>(theirs, false, null, 7)));
    }

    private static DeliveryView failed(WebhookEndpoint endpoint) {
        Delivery delivery = Delivery.owed(endpoint.id(), THEN, false)
                .tried(new DeliveryTry(THEN, 41, 503, null, false, THEN.plusSeconds(60)))
                .tried(new DeliveryTry(
                        THEN.plusSeconds(60), 3, null, "connection refused", false, THEN.plusSeconds(180)));
        return new DeliveryView(
                new DeliveryId(NEWS, endpoint.id()), EventType.SUCCEEDED, THEN, delivery, !endpoint.isOpen());
    }

    @Override
    public CompletionStage<WebhookResult> redeliver(Tenant tenant, DeliveryId id) {
        return endpoints.find(tenant, id.endpoint()).isEmpty()
                ? new NoWebhooks().redeliver(tenant, id)
                : ofTheirs(tenant, id.endpoint(), endpoint -> new WebhookResult.Told(failed(endpoint)));
    }

    private CompletionStage<WebhookResult> ofTheirs(
            Tenant tenant, EndpointId id, Function<WebhookEndpoint, WebhookResult> deed) {
        return endpoints
                .find(tenant, id)
                .map(endpoint -> CompletableFuture.completedStage(deed.apply(endpoint)))
                .orElseGet(() -> desk.find(tenant, id));
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
