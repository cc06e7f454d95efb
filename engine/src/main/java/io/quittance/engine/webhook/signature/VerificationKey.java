package io.quittance.engine.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.engine.webhook.WebhookSecret;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.function.BiPredicate;

/**
 * A key that a receiver checks webhooks with: {@code whsec_…} or {@code whpk_…}. Immutable, safe for any thread, and
 * never shown. A comparison takes as long for a wrong signature as for a right one.
 */
public final class VerificationKey {

    private final BiPredicate<byte[], String> check;

    private VerificationKey(BiPredicate<byte[], String> check) {
        this.check = check;
    }

    /** Reads a key; throws {@link IllegalArgumentException}, whose words never show it, when it is none. */
    public static VerificationKey of(String text) {
        if (text.startsWith(WebhookKeys.PUBLIC)) {
            byte[] raw = WebhookKeys.bytes(text, WebhookKeys.PUBLIC, Ed25519.KEY_BYTES, Ed25519.KEY_BYTES);
            PublicKey key = Ed25519.publicKey(raw);
            return new VerificationKey((content, entry) -> isSigned(key, content, entry));
        }
        byte[] key = WebhookKeys.bytes(
                text, WebhookSecret.SYMMETRIC, WebhookKeys.SYMMETRIC_BYTES_MIN, WebhookKeys.SYMMETRIC_BYTES_MAX);
        return new VerificationKey((content, entry) ->
                MessageDigest.isEqual(WebhookSignatures.hmac(key, content).getBytes(UTF_8), entry.getBytes(UTF_8)));
    }

    /**
     * Whether one of the entries of a {@code webhook-signature} is by this key. Entries that cannot be read, or are of
     * another version, are passed over.
     *
     * @param seconds the timestamp as it was sent
     */
    public boolean hasSigned(String id, long seconds, byte[] body, String signatures) {
        byte[] content = SignedContent.of(id, seconds, body);
        boolean isSigned = false;
        for (String entry : signatures.split(" ")) {
            isSigned |= check.test(content, entry);
        }
        return isSigned;
    }

    private static boolean isSigned(PublicKey key, byte[] content, String entry) {
        if (!entry.startsWith(WebhookSignatures.ED25519_ENTRY)) {
            return false;
        }
        try {
            byte[] signed = Base64.getDecoder().decode(entry.substring(WebhookSignatures.ED25519_ENTRY.length()));
            return Ed25519.isSigned(key, content, signed);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "a webhook key";
    }
}
