package io.quittance.engine.webhook;

import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.reading.DeliveryQuery;
import io.quittance.engine.reading.Listing;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The merchants' webhooks: where they go, what became of each, and what is sent again. Methods return at once and are
 * safe for any thread; a stage does not fail: what cannot be done is refused. An endpoint of another merchant does not
 * exist.
 */
public interface Webhooks {

    /** Registers an endpoint. It hears of what happens from now on. */
    CompletionStage<WebhookResult> register(Tenant tenant, EndpointRequest request);

    /** Why nothing can be sent to this address, in words for people; empty when something can. Looks up no name. */
    Optional<String> objection(URI url);

    /** The endpoint as it stands. */
    CompletionStage<WebhookResult> find(Tenant tenant, EndpointId id);

    /** The merchant's endpoints, newest first, without those that were removed. */
    CompletionStage<List<WebhookEndpoint>> list(Tenant tenant);

    /**
     * Changes what is given and leaves the rest. One that is enabled again is sent all that is owed to it. A new
     * address of an endpoint that was verified has to be verified again.
     */
    CompletionStage<WebhookResult> change(Tenant tenant, EndpointId id, EndpointRequest request);

    /** Removes an endpoint; what is owed to it is sent no more. */
    CompletionStage<WebhookResult> remove(Tenant tenant, EndpointId id);

    /** A new secret of each kind; the former ones sign as well for 24 hours. */
    CompletionStage<WebhookResult> rotateSecret(Tenant tenant, EndpointId id);

    /** Sends a ping now, once, and tells what came of it. */
    CompletionStage<WebhookResult> ping(Tenant tenant, EndpointId id);

    /** Asks the endpoint once more to prove its owner; done when it did. */
    CompletionStage<WebhookResult> verify(Tenant tenant, EndpointId id);

    /** Whoever knows the challenge of an endpoint owns it; false when nobody has this challenge. */
    CompletionStage<Boolean> verified(String challenge);

    /** Whether somebody has this challenge. Proves nothing, and changes nothing. */
    boolean isChallenge(String challenge);

    /** Sends again what happened, from the journal, at any age. It is durable when this completes. */
    CompletionStage<WebhookResult> replay(Tenant tenant, EndpointId id, Replay.Wish wish);

    /** The replays of an endpoint that run, and what is remembered of those that ended; the newest first. */
    CompletionStage<List<Replay>> replays(Tenant tenant, EndpointId id);

    /** What is and was owed, newest first, with every try. */
    CompletionStage<Listing<DeliveryView>> deliveries(Tenant tenant, DeliveryQuery query);

    /** Delivers once more what was delivered, exhausted or is still owed: now, and from the beginning of the policy. */
    CompletionStage<WebhookResult> redeliver(Tenant tenant, DeliveryId id);
}
