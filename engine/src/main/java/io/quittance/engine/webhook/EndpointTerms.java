package io.quittance.engine.webhook;

import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant wants of an endpoint, checked, with what he left out filled in. Immutable.
 *
 * @param signatures {@code v1}, {@code v1a} or both
 * @param isEnabled whether it is to be sent to
 * @param mustVerify whether its owner has to prove that it is his
 */
record EndpointTerms(
        URI url,
        @Nullable String description,
        List<String> events,
        RetryPolicy policy,
        WebhookEndpoint.Payload payload,
        WebhookEndpoint.Success success,
        Set<String> signatures,
        boolean isEnabled,
        boolean mustVerify) {

    /** Those of an endpoint of which only the address was said. */
    static EndpointTerms usual(URI url) {
        return new EndpointTerms(
                url,
                null,
                List.of("*"),
                RetryPolicy.SEVEN_DAYS,
                WebhookEndpoint.Payload.FULL,
                WebhookEndpoint.Success.ANY_2XX,
                Set.of(EndpointCheck.SYMMETRIC),
                true,
                false);
    }

    /** Those that an endpoint has now. */
    static EndpointTerms of(WebhookEndpoint endpoint) {
        return new EndpointTerms(
                endpoint.url(),
                endpoint.description(),
                endpoint.events(),
                endpoint.policy(),
                endpoint.payload(),
                endpoint.success(),
                Set.copyOf(EndpointCheck.signaturesOf(endpoint)),
                endpoint.standing() != Standing.DISABLED,
                endpoint.challenge() != null);
    }
}
