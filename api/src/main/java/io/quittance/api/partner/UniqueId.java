package io.quittance.api.partner;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The Partner API's name of a transaction: 32 hexadecimal digits, the first 16 bytes of the SHA-256 of our downstream
 * reference in UTF-8. So the same order has the same name for ever, from any node, and nothing needs to be looked up.
 */
public final class UniqueId {

    /** What such a name looks like. */
    static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    private static final int BYTES = 16;

    private UniqueId() {}

    /** The name of the transaction that has this reference of ours. */
    public static String of(String downstreamReference) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(downstreamReference.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
