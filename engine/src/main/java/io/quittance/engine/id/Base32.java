package io.quittance.engine.id;

/** Base 32 of RFC 4648 in lower case, without padding; input lengths are multiples of five bytes. */
final class Base32 {

    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private Base32() {}

    static String encode(byte[] bytes) {
        if (bytes.length % 5 != 0) {
            throw new IllegalArgumentException("only whole groups of five bytes, not " + bytes.length);
        }
        char[] text = new char[bytes.length / 5 * 8];
        for (int group = 0; group < bytes.length / 5; group++) {
            long bits = 0;
            for (int i = 0; i < 5; i++) {
                bits = bits << 8 | bytes[group * 5 + i] & 0xFF;
            }
            for (int i = 0; i < 8; i++) {
                text[group * 8 + i] = ALPHABET[(int) (bits >>> (35 - 5 * i)) & 31];
            }
        }
        return new String(text);
    }
}
