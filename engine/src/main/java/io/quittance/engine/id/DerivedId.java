package io.quittance.engine.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names that follow from what they stand for: base 32 of SHA-256 over the tenant and tagged parts. Every part is
 * length-prefixed, so no two different lists of parts share an input.
 */
public final class DerivedId {

    /** 160 of the 256 bits are kept: 32 characters. */
    static final int BYTES = 20;

    private DerivedId() {}

    /**
     * The 32-character name of these parts; {@code tag} says what kind of part identifies (e.g. {@code ref},
     * {@code key}).
     */
    public static String of(Tenant tenant, String tag, String... parts) {
        MessageDigest sha = sha256();
        add(sha, tenant.merchant());
        add(sha, tenant.mode().text());
        add(sha, tag);
        for (String part : parts) {
            add(sha, part);
        }
        byte[] kept = new byte[BYTES];
        System.arraycopy(sha.digest(), 0, kept, 0, BYTES);
        return Base32.encode(kept);
    }

    private static void add(MessageDigest sha, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update((byte) (bytes.length >>> 24));
        sha.update((byte) (bytes.length >>> 16));
        sha.update((byte) (bytes.length >>> 8));
        sha.update((byte) bytes.length);
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
