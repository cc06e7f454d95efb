package io.quittance.engine.webhook.signature;

import io.quittance.engine.id.IdSource;
import io.quittance.engine.webhook.SigningKeys;
import io.quittance.engine.webhook.WebhookSecret;

/**
 * Keys of Standard Webhooks, random. Safe for any thread.
 *
 * @param ids where randomness comes from
 */
public record RandomKeys(IdSource ids) implements SigningKeys {

    @Override
    public WebhookSecret newSymmetric() {
        return WebhookKeys.symmetric(ids);
    }

    @Override
    public WebhookSecret newPrivate() {
        return WebhookKeys.asymmetric(ids);
    }

    @Override
    public String publicHalf(WebhookSecret secret) {
        return WebhookKeys.publicHalf(secret);
    }
}
