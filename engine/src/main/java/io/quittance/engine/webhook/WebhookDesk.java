package io.quittance.engine.webhook;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.IntentCommand.Redeliver;
import io.quittance.engine.intent.IntentCommand.Redelivery;
import io.quittance.engine.intent.IntentReply;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.intent.NotificationEvent.Cause;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.DeliveryQuery;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.Page;
import io.quittance.engine.reading.RecordedDelivery;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhooks of one engine: its endpoints, and what is owed to them. */
public final class WebhookDesk implements Webhooks {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDesk.class);

    private final EndpointDesk desk;
    private final Endpoints endpoints;
    private final Replays replays;
    private final IntentAsk intents;
    private final BiFunction<Tenant, DeliveryQuery, CompletionStage<Listing<RecordedDelivery>>> reading;

    /** @param reading lists what is and was owed */
    public WebhookDesk(
            EndpointDesk desk,
            Endpoints endpoints,
            Replays replays,
            IntentAsk intents,
            BiFunction<Tenant, DeliveryQuery, CompletionStage<Listing<RecordedDelivery>>> reading) {
        this.desk = desk;
        this.endpoints = endpoints;
        this.replays = replays;
        this.intents = intents;
        this.reading = reading;
    }

    @Override
    public CompletionStage<WebhookResult> register(Tenant tenant, EndpointRequest request) {
        return desk.register(tenant, request);
    }

    @Override
    public Optional<String> objection(URI url) {
        return desk.objection(url);
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
    public boolean isChallenge(String challenge) {
        return desk.isChallenge(challenge);
    }

    @Override
    public CompletionStage<WebhookResult> replay(Tenant tenant, EndpointId id, Replay.Wish wish) {
        if (endpoints.find(tenant, id).isEmpty()) {
            return refused(EndpointDesk.noEndpoint(id));
        } else if (wish.from() != null && wish.to() != null && !wish.from().isBefore(wish.to())) {
            return refused(Refusal.invalid(List.of(new FieldFault(
                    "/to",
                    "out_of_range",
                    "This must be later than from.",
                    wish.to().toString()))));
        }
        return guarded(replays.begin(id, wish).thenApply(begun -> begun.<WebhookResult>map(WebhookResult.Replaying::new)
                .orElseGet(() -> new WebhookResult.Refused(tooMany(id)))));
    }

    private static Refusal tooMany(EndpointId id) {
        return Refusal.of(
                Refusal.Code.OVERLOADED,
                "Several replays to " + id + " run already. Nothing was done; ask again when one of them has ended.");
    }

    @Override
    public CompletionStage<List<Replay>> replays(Tenant tenant, EndpointId id) {
        return CompletableFuture.completedFuture(endpoints.find(tenant, id).isPresent() ? replays.of(id) : List.of());
    }

    @Override
    public CompletionStage<Listing<DeliveryView>> deliveries(Tenant tenant, DeliveryQuery query) {
        return reading.apply(tenant, query)
                .thenApply(listing -> listing instanceof Listing.Found<RecordedDelivery> found
                        ? new Listing.Found<>(shown(found.page()))
                        : new Listing.Refused<>(((Listing.Refused<RecordedDelivery>) listing).refusal()));
    }

    private Page<DeliveryView> shown(Page<RecordedDelivery> page) {
        return page.with(data -> data.stream()
                .map(each -> view(each.notification(), each.delivery()))
                .toList());
    }

    private DeliveryView view(Notification told, Delivery delivery) {
        boolean isHeld = delivery.isOwed()
                && endpoints
                        .find(delivery.endpoint())
                        .filter(endpoint -> endpoint.isOpen() && !Postman.isHeldBack(endpoint, delivery))
                        .isEmpty();
        return new DeliveryView(
                new DeliveryId(told.id(), delivery.endpoint()),
                told.messageId(),
                told.type(),
                told.at(),
                delivery,
                isHeld);
    }

    @Override
    public CompletionStage<WebhookResult> redeliver(Tenant tenant, DeliveryId id) {
        if (endpoints.find(tenant, id.endpoint()).isEmpty()) {
            return refused(NoWebhooks.noDelivery(id));
        }
        long sequence = id.notification().sequence();
        Redelivery wish = new Redelivery(id.endpoint(), Cause.REDELIVERY, null, null, false);
        return guarded(intents.ask(
                        id.notification().intent(), replyTo -> new Redeliver(tenant, List.of(sequence), wish, replyTo))
                .thenApply(reply -> told(reply, id)));
    }

    private WebhookResult told(IntentReply reply, DeliveryId id) {
        if (reply instanceof IntentReply.Owes owes && owes.count() > 0) {
            Notification told = owes.outbox().find(id.notification().sequence()).orElseThrow();
            return new WebhookResult.Told(view(told, told.to(id.endpoint()).orElseThrow()));
        }
        boolean isOther = reply instanceof IntentReply.Refused refused
                && refused.refusal().code() != Refusal.Code.NOT_FOUND;
        return new WebhookResult.Refused(isOther ? ((IntentReply.Refused) reply).refusal() : NoWebhooks.noDelivery(id));
    }

    private static CompletionStage<WebhookResult> guarded(CompletionStage<WebhookResult> result) {
        return result.exceptionally(failure -> {
            LOG.error("a request about deliveries could not be carried out", failure);
            return new WebhookResult.Refused(Refusal.of(
                    Refusal.Code.INTERNAL,
                    "This could not be done now, and payments are not concerned. Look how the deliveries stand, and ask"
                            + " again in a moment."));
        });
    }

    private static CompletionStage<WebhookResult> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(new WebhookResult.Refused(refusal));
    }
}
