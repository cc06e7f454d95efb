package io.quittance.api.simulation;

import io.quittance.engine.webhook.SigningKeys;
import io.quittance.engine.webhook.WebhookSecret;

/** Secrets that nobody signs with. */
final class PlainKeys implements SigningKeys {

    @Override
    public WebhookSecret newSymmetric() {
        return new WebhookSecret("whsec_AAAA");
    }

    @Override
    public WebhookSecret newPrivate() {
        return new WebhookSecret("whsk_AAAA");
    }

    @Override
    public String publicHalf(WebhookSecret secret) {
        return "whpk_AAAA";
    }
}
