package io.quittance.engine.webhook;

import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.intent.Refusal;
import java.util.List;

/** What became of a request about webhooks. */
public sealed interface WebhookResult {

    /**
     * It was done, and this is how the endpoint stands.
     *
     * @param shown secrets that are told now and never again
     */
    record Done(WebhookEndpoint endpoint, List<WebhookSecret> shown) implements WebhookResult {}

    /** The endpoint was sent a ping, and this came of it. */
    record Pinged(WebhookEndpoint endpoint, TryResult result) implements WebhookResult {}

    /** What was asked for again will be sent. */
    record Replaying(Replay replay) implements WebhookResult {}

    /** One delivery, as it stands. */
    record Told(DeliveryView delivery) implements WebhookResult {}

    /** It was not done. */
    record Refused(Refusal refusal) implements WebhookResult {}
}
