package io.quittance.engine.journal;

import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored: its name, the exact bytes that were hashed, and the link of the chain.
 *
 * @param manifest our name and version of the event, e.g. {@code intent.created.v1}; never a class name
 * @param payload the encoded event
 * @param hash the chain's link after this event, 32 bytes
 * @param claim the key claim to write in the same commit; null for none, and for what was read back
 */
@SuppressWarnings("ArrayRecordComponent") // The exact bytes are the point; equality is not used.
public record Recorded(
        String manifest,
        byte[] payload,
        byte[] hash,
        @Nullable String claim) {

    /** An event as it was read back. */
    public static Recorded stored(String manifest, byte[] payload, byte[] hash) {
        return new Recorded(manifest, payload, hash, null);
    }
}
