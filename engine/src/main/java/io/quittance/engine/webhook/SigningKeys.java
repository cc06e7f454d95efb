package io.quittance.engine.webhook;

/** Makes the keys that webhooks are signed with (Standard Webhooks 1.0.0). Safe for any thread. */
public interface SigningKeys {

    /** A new secret for {@code v1}, which the receiver has as well. */
    WebhookSecret newSymmetric();

    /** A new private half for {@code v1a}, which only we have. */
    WebhookSecret newPrivate();

    /** What the receiver has of a private half: {@code whpk_} and base64 of the public key. */
    String publicHalf(WebhookSecret secret);
}
