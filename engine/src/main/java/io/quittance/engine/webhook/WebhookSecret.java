package io.quittance.engine.webhook;

/**
 * A key that signs webhooks (Standard Webhooks 1.0.0): {@code whsec_} and base64 of 32 random bytes for HMAC-SHA256
 * ({@code v1}), {@code whsk_} and base64 of an Ed25519 seed for {@code v1a}. It is never logged.
 *
 * @param text as a receiver configures it; for Ed25519 the private half, which only we have
 */
public record WebhookSecret(String text) {

    /** The prefix of a symmetric secret. */
    public static final String SYMMETRIC = "whsec_";

    /** The prefix of an asymmetric secret's private half. */
    public static final String PRIVATE = "whsk_";

    /** Whether it signs with HMAC, so that the receiver has the same secret. */
    public boolean isSymmetric() {
        return text.startsWith(SYMMETRIC);
    }

    @Override
    public String toString() {
        return "a webhook secret";
    }
}
