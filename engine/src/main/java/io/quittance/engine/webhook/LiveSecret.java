package io.quittance.engine.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret that an endpoint's webhooks are signed with.
 *
 * @param until when it ends because another has taken its place; null while it is the one in use
 */
public record LiveSecret(WebhookSecret secret, @Nullable Instant until) {

    /** Whether it still signs at this moment. */
    public boolean isLive(Instant now) {
        return until == null || now.isBefore(until);
    }
}
