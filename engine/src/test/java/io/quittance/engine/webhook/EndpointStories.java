package io.quittance.engine.webhook;

import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Endpoints and requests for them. */
final class EndpointStories {
    static final Tenant SHOP = Tenant.test("shop");
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final EndpointRequest NOTHING = new EndpointRequest(null, null, null, null, null, null, null, null, null);

    private EndpointStories() {}

    static EndpointId id(char letter) {
        return new EndpointId("we_" + String.valueOf(letter).repeat(32));
    }

    static WebhookEndpoint endpoint(char letter) {
        return new WebhookEndpoint(
                id(letter),
                SHOP,
                URI.create("https://shop.example/" + letter),
                "the shop's",
                List.of("payment_intent.*"),
                RetryPolicy.TWO_HOURS,
                WebhookEndpoint.Payload.THIN,
                WebhookEndpoint.Success.ONLY_200,
                List.of(new LiveSecret(new WebhookSecret("whsec_" + letter), null)),
                Standing.ENABLED,
                null,
                null,
                START,
                null,
                null,
                null);
    }

    static EndpointRequest to(String url) {
        return new EndpointRequest(url, null, null, null, null, null, null, null, null);
    }

    static EndpointRequest verified(String url) {
        return new EndpointRequest(url, null, null, null, null, null, null, null, true);
    }

    static EndpointRequest enabled(boolean isEnabled) {
        return new EndpointRequest(null, null, null, null, null, null, null, isEnabled, null);
    }

    static EndpointRequest signed(String... signatures) {
        return new EndpointRequest(null, null, null, null, null, null, List.of(signatures), null, null);
    }
}
