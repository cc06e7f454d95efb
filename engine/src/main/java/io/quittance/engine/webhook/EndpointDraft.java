package io.quittance.engine.webhook;

import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changes of an endpoint while it is being changed; the rest stays. Not thread-safe, and never shared. */
final class EndpointDraft {

    private final WebhookEndpoint now;
    private final EndpointTerms terms;
    List<LiveSecret> secrets;
    Standing standing;

    @Nullable
    String reason;

    @Nullable
    String challenge;

    @Nullable
    Instant failingSince;

    @Nullable
    Instant heldBefore;

    @Nullable
    Instant removedAt;

    EndpointDraft(WebhookEndpoint now) {
        this.now = now;
        this.terms = EndpointTerms.of(now);
        this.secrets = now.secrets();
        this.standing = now.standing();
        this.reason = now.reason();
        this.challenge = now.challenge();
        this.failingSince = now.failingSince();
        this.heldBefore = now.heldBefore();
        this.removedAt = now.removedAt();
    }

    /** The endpoint as it was drafted, on the terms that it had. */
    WebhookEndpoint endpoint() {
        return on(terms);
    }

    /** The endpoint as it was drafted, on other terms. */
    WebhookEndpoint on(EndpointTerms wanted) {
        return new WebhookEndpoint(
                now.id(),
                now.tenant(),
                wanted.url(),
                wanted.description(),
                wanted.events(),
                wanted.policy(),
                wanted.payload(),
                wanted.success(),
                secrets,
                standing,
                reason,
                challenge,
                now.createdAt(),
                failingSince,
                heldBefore,
                removedAt);
    }
}
