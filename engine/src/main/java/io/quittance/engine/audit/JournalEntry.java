package io.quittance.engine.audit;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One stored event as an auditor sees it.
 *
 * @param position its place in the whole journal, increasing in commit order
 * @param stream the persistence id, e.g. {@code intent|pi_…}
 * @param sequence its place in the stream, from 1 without gaps
 * @param manifest our own name and version of the event, e.g. {@code intent.created.v1}
 * @param payload the exact stored bytes of the event: UTF-8 JSON
 * @param hash its link of the stream's {@link io.quittance.engine.journal.HashChain}, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // The exact bytes are the point; equality is not used.
public record JournalEntry(long position, String stream, long sequence, String manifest, byte[] payload, byte[] hash) {

    /** The link as 64 hexadecimal digits. */
    public String hashHex() {
        return HexFormat.of().formatHex(hash);
    }

    @Override
    public String toString() {
        return stream + "#" + sequence + " " + manifest + " (" + payload.length + " bytes, hash "
                + Arrays.hashCode(hash) + ")";
    }
}
