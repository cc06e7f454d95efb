package io.quittance.engine.webhook.signature;

import io.quittance.engine.id.IdSource;
import io.quittance.engine.webhook.WebhookSecret;
import java.util.Base64;

/**
 * Makes the secrets that webhooks are signed with, and reads them. Pure apart from the randomness that is passed in.
 */
public final class WebhookKeys {

    /** The prefix of an asymmetric secret's public half, which the receiver has. */
    public static final String PUBLIC = "whpk_";

    /** Of a symmetric secret, in bytes (Standard Webhooks 1.0.0). */
    static final int SYMMETRIC_BYTES_MIN = 24;

    static final int SYMMETRIC_BYTES_MAX = 64;

    private static final int BYTES = 32;

    private WebhookKeys() {}

    /** A new secret for {@code v1}; the receiver gets the same. */
    public static WebhookSecret symmetric(IdSource ids) {
        return secret(WebhookSecret.SYMMETRIC, ids.bytes(BYTES));
    }

    /** A new secret for {@code v1a}; the receiver gets {@link #publicHalf}. */
    public static WebhookSecret asymmetric(IdSource ids) {
        return secret(WebhookSecret.PRIVATE, ids.bytes(Ed25519.KEY_BYTES));
    }

    /** What the receiver configures: {@code whpk_…} for an asymmetric secret; the secret itself for a symmetric one. */
    public static String shown(WebhookSecret secret) {
        return secret.isSymmetric() ? secret.text() : publicHalf(secret);
    }

    /** {@code whpk_…} of a {@code whsk_…}; throws {@link IllegalArgumentException} when it is none. */
    public static String publicHalf(WebhookSecret secret) {
        byte[] seed = bytes(secret.text(), WebhookSecret.PRIVATE, Ed25519.KEY_BYTES, Ed25519.KEY_BYTES);
        return PUBLIC + Base64.getEncoder().encodeToString(Ed25519.publicHalf(seed));
    }

    /** The key in its text; throws {@link IllegalArgumentException}, whose words never show it, when it is none. */
    static byte[] bytes(String text, String prefix, int min, int max) {
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("a key that begins with " + prefix + " is needed");
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.substring(prefix.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("what follows " + prefix + " is not base64");
        }
        if (key.length < min || key.length > max) {
            throw new IllegalArgumentException("a key " + prefix + " has " + min + " to " + max + " bytes");
        }
        return key;
    }

    private static WebhookSecret secret(String prefix, byte[] bytes) {
        return new WebhookSecret(prefix + Base64.getEncoder().encodeToString(bytes));
    }
}
