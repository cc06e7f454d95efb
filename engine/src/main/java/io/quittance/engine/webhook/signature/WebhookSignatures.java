package io.quittance.engine.webhook.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quittance.engine.webhook.LiveSecret;
import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookSecret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks by Standard Webhooks 1.0.0: {@code v1} is HMAC-SHA256, {@code v1a} is Ed25519. Pure, and safe for any
 * thread.
 */
public final class WebhookSignatures {

    /** The header with the message's id, the same at every try. */
    public static final String ID = "webhook-id";

    /** The header with the time of the try, in seconds since 1970. */
    public static final String TIMESTAMP = "webhook-timestamp";

    /** The header with the signatures, separated by spaces. */
    public static final String SIGNATURE = "webhook-signature";

    static final String HMAC_ENTRY = "v1,";
    static final String ED25519_ENTRY = "v1a,";

    private WebhookSignatures() {}

    /**
     * The header {@code webhook-signature}: one entry for each secret that is live when the message is sent, the newest
     * first, so that a receiver has all the time of a rotation to change over (C24). Empty when no secret is live.
     */
    public static String header(List<LiveSecret> secrets, WebhookMessage message) {
        byte[] content = SignedContent.of(message.id(), message.at().getEpochSecond(), message.body());
        return secrets.stream()
                .filter(secret -> secret.isLive(message.at()))
                .map(secret -> entry(secret.secret(), content))
                .collect(Collectors.joining(" "));
    }

    /** One entry: {@code v1,…} or {@code v1a,…}. Throws {@link IllegalArgumentException} when the secret is none. */
    public static String entry(WebhookSecret secret, WebhookMessage message) {
        return entry(secret, SignedContent.of(message.id(), message.at().getEpochSecond(), message.body()));
    }

    private static String entry(WebhookSecret secret, byte[] content) {
        return secret.isSymmetric()
                ? hmac(
                        WebhookKeys.bytes(
                                secret.text(),
                                WebhookSecret.SYMMETRIC,
                                WebhookKeys.SYMMETRIC_BYTES_MIN,
                                WebhookKeys.SYMMETRIC_BYTES_MAX),
                        content)
                : ED25519_ENTRY + text(Ed25519.sign(Ed25519.privateKey(seed(secret)), content));
    }

    static String hmac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HMAC_ENTRY + text(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform has no HMAC-SHA256", e);
        }
    }

    private static byte[] seed(WebhookSecret secret) {
        return WebhookKeys.bytes(secret.text(), WebhookSecret.PRIVATE, Ed25519.KEY_BYTES, Ed25519.KEY_BYTES);
    }

    private static String text(byte[] bytes) {
        return new String(Base64.getEncoder().encode(bytes), US_ASCII);
    }
}
