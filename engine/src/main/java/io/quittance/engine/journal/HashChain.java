package io.quittance.engine.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The chain that binds each stream's events (design decision 9). A link is taken over the exact stored payload bytes:
 *
 * <pre>
 * hash_n = SHA-256(0x00 | format | stream | 0x00 | n | hash_(n-1) | manifest | 0x00 | payload)
 * </pre>
 *
 * <p>with {@code n} as eight big-endian bytes, and 32 zero bytes before the first event. Changing, removing, reordering
 * or moving any event to another stream breaks every later link. Not thread-safe; one per stream.
 */
public final class HashChain {

    /** How long a link is, in bytes. */
    public static final int HASH_BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte FORMAT = 1;

    private final byte[] stream;
    private final MessageDigest sha;
    private byte[] last = new byte[HASH_BYTES];
    private long length;

    private HashChain(String stream) {
        this.stream = stream.getBytes(StandardCharsets.UTF_8);
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The empty chain of a stream (a persistence id). */
    public static HashChain of(String stream) {
        return new HashChain(stream);
    }

    /** Adds the next event and gives its link. */
    public byte[] append(String manifest, byte[] payload) {
        length++;
        sha.update(LEAF);
        sha.update(FORMAT);
        sha.update(stream);
        sha.update((byte) 0);
        for (int shift = 56; shift >= 0; shift -= 8) {
            sha.update((byte) (length >>> shift));
        }
        sha.update(last);
        sha.update(manifest.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        last = sha.digest(payload);
        return last.clone();
    }

    /**
     * Adds the next event as it was stored; throws {@link ChainBroken} when the stored link is not the one that
     * follows.
     */
    public void verify(String manifest, byte[] payload, byte[] stored) {
        if (!MessageDigest.isEqual(append(manifest, payload), stored)) {
            throw new ChainBroken(new String(stream, StandardCharsets.UTF_8), length);
        }
    }

    /** How many events the chain holds. */
    public long length() {
        return length;
    }
}
