package io.quittance.engine.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's secret for request fingerprints. A fingerprint says whether two requests under one key are the
 * same, and nothing else: it is an HMAC-SHA256 over the field's name, the request's key and the value, so the same
 * value under another key looks different. Safe for any thread.
 */
public final class FingerprintKey {

    /** 96 bits are kept per field: enough to tell two requests apart, and 16 characters in the journal. */
    private static final int KEPT_BYTES = 12;

    private final Mac prototype;

    private FingerprintKey(Mac prototype) {
        this.prototype = prototype;
    }

    /** A key of 32 random bytes. */
    public static FingerprintKey of(byte[] secret) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("a fingerprint key has at least 32 bytes");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return new FingerprintKey(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** One hash per field that has a value, by field name, sorted. Fields with an empty value count as absent. */
    public Map<String, String> fingerprint(String path, IdempotencyKey key, Map<String, String> fields) {
        Mac mac = copy();
        TreeMap<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (!field.getValue().isEmpty()) {
                String text = field.getKey() + '\0' + path + '\0' + key.value() + '\0' + field.getValue();
                byte[] kept = new byte[KEPT_BYTES];
                System.arraycopy(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, kept, 0, KEPT_BYTES);
                hashes.put(
                        field.getKey(), Base64.getUrlEncoder().withoutPadding().encodeToString(kept));
            }
        }
        return Collections.unmodifiableMap(hashes);
    }

    /** 32 bytes that only who has the key can make for these words; for names that nobody guesses. */
    public byte[] proof(String words) {
        return copy().doFinal(("proof\0" + words).getBytes(StandardCharsets.UTF_8));
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HMAC can be copied", e);
        }
    }
}
