package io.quittance.persistence.serialization;

import io.quittance.engine.journal.HashChain;
import io.quittance.engine.journal.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of one journal row: {@code {"hash":"<64 hex digits>","event":<payload>}}. The whole is JSON that any tool
 * reads; the payload between the fixed head and the last byte is, byte for byte, what the hash covers.
 */
public final class RecordedFrame {

    private static final byte[] BEFORE_HASH = "{\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER_HASH = "\",\"event\":".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_DIGITS = 2 * HashChain.HASH_BYTES;
    private static final int HEAD = BEFORE_HASH.length + HASH_DIGITS + AFTER_HASH.length;

    private RecordedFrame() {}

    /** The row's bytes. */
    public static byte[] write(Recorded recorded) {
        byte[] row = new byte[HEAD + recorded.payload().length + 1];
        System.arraycopy(BEFORE_HASH, 0, row, 0, BEFORE_HASH.length);
        byte[] digits = HexFormat.of().formatHex(recorded.hash()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, row, BEFORE_HASH.length, HASH_DIGITS);
        System.arraycopy(AFTER_HASH, 0, row, BEFORE_HASH.length + HASH_DIGITS, AFTER_HASH.length);
        System.arraycopy(recorded.payload(), 0, row, HEAD, recorded.payload().length);
        row[row.length - 1] = '}';
        return row;
    }

    /**
     * What a row holds. One that is not such a frame to the last byte is given whole and without a hash, so that the
     * check of the chain finds it and names its place.
     */
    public static Recorded read(String manifest, byte[] row) {
        return isFrame(row)
                ? Recorded.stored(
                        manifest,
                        Arrays.copyOfRange(row, HEAD, row.length - 1),
                        HexFormat.of().parseHex(digits(row)))
                : Recorded.stored(manifest, row, new byte[0]);
    }

    private static boolean isFrame(byte[] row) {
        return row.length > HEAD
                && startsWith(row, 0, BEFORE_HASH)
                && digits(row).chars().allMatch(RecordedFrame::isLowerCaseHex)
                && startsWith(row, BEFORE_HASH.length + HASH_DIGITS, AFTER_HASH)
                && row[row.length - 1] == '}';
    }

    private static String digits(byte[] row) {
        return new String(row, BEFORE_HASH.length, HASH_DIGITS, StandardCharsets.US_ASCII);
    }

    private static boolean isLowerCaseHex(int digit) {
        return digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
    }

    private static boolean startsWith(byte[] row, int from, byte[] expected) {
        return Arrays.equals(row, from, from + expected.length, expected, 0, expected.length);
    }
}
