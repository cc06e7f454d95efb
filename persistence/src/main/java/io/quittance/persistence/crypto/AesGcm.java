package io.quittance.persistence.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes with AES-256-GCM (JDK) under one key, each bound to a context: what was sealed in one place does not open
 * in another. What is sealed is the 12-byte nonce and the tagged text. Safe for any thread.
 */
public final class AesGcm {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /** @param random where nonces come from */
    AesGcm(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** The bytes, sealed; never twice the same. */
    public byte[] seal(String context, byte[] text) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] tagged = crypt(Cipher.ENCRYPT_MODE, nonce, context, text);
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + tagged.length);
        System.arraycopy(tagged, 0, whole, NONCE_BYTES, tagged.length);
        return whole;
    }

    /** The bytes that were sealed; throws when it was under another key, in another context, or changed since. */
    public byte[] open(String context, byte[] whole) throws GeneralSecurityException {
        if (whole.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new AEADBadTagException("these are too few bytes to have been sealed");
        }
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] tagged = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
        return crypt(Cipher.DECRYPT_MODE, nonce, context, tagged);
    }

    private byte[] crypt(int mode, byte[] nonce, String context, byte[] text) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(text);
    }
}
