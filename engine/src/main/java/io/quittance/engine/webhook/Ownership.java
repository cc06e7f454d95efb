package io.quittance.engine.webhook;

import io.quittance.engine.webhook.EndpointDesk.Parts;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the owner of an endpoint proves that it is his (CX-19): the endpoint repeats a challenge in its answer, or a
 * person opens an address that holds it. Safe for any thread.
 */
final class Ownership {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final Endpoints endpoints;
    private final Parts parts;

    Ownership(Endpoints endpoints, Parts parts) {
        this.endpoints = endpoints;
        this.parts = parts;
    }

    /** Asks once; the endpoint as it stands when it proved its owner, and empty when it did not. */
    CompletionStage<Optional<WebhookEndpoint>> ask(WebhookEndpoint endpoint) {
        String challenge = endpoint.challenge();
        if (challenge == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Instant now = parts.now();
        WebhookMessage question = parts.message(id -> parts.bodies().challenge(endpoint, id, challenge, now), now);
        return parts.sender().ask(endpoint, question).thenCompose(answer -> answer.filter(
                        bytes -> parts.bodies().isRepeated(bytes, challenge))
                .map(repeated -> prove(endpoint, challenge))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    /** Somebody shows a challenge; false when it is nobody's, and also when it cannot be kept that it was shown. */
    CompletionStage<Boolean> shown(String challenge) {
        return find(challenge)
                .map(endpoint -> endpoint.standing() == Standing.ENABLED
                        ? CompletableFuture.<Boolean>completedStage(true)
                        : prove(endpoint, challenge).thenApply(Optional::isPresent))
                .orElseGet(() -> CompletableFuture.completedStage(false))
                .exceptionally(failure -> {
                    LOG.error("the owner of a webhook endpoint could not be noted", failure);
                    return false;
                });
    }

    /** Whether it is somebody's. */
    boolean isKnown(String challenge) {
        return find(challenge).isPresent();
    }

    private Optional<WebhookEndpoint> find(String challenge) {
        return endpoints.all().stream()
                .filter(endpoint -> isSame(endpoint.challenge(), challenge))
                .findFirst();
    }

    private CompletionStage<Optional<WebhookEndpoint>> prove(WebhookEndpoint endpoint, String challenge) {
        return endpoints.changed(
                endpoint.id(),
                now -> now.standing() == Standing.UNVERIFIED && isSame(now.challenge(), challenge)
                        ? Optional.of(EndpointChange.verified(now))
                        : Optional.empty());
    }

    /** In a time that does not tell how much of it is right. */
    private static boolean isSame(@Nullable String one, String other) {
        return one != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
