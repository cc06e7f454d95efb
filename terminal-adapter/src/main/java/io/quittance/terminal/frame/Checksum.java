package io.quittance.terminal.frame;

import akka.util.ByteString;

/**
 * The checksum of a frame: CRC-16 with the reflected polynomial 0xA001 and 0xFFFF to begin with (CRC-16/MODBUS), over
 * length and message. Pure. (Source: 5.1; the vendor's printed example does not follow the vendor's own rule.)
 */
final class Checksum {

    /** How long it is, in bytes. */
    static final int BYTES = 2;

    private static final int POLYNOMIAL = 0xA001;
    private static final int[] TABLE = table();

    private Checksum() {}

    static int of(ByteString bytes) {
        int sum = 0xFFFF;
        for (int i = 0; i < bytes.size(); i++) {
            sum = sum >>> 8 ^ TABLE[(sum ^ bytes.apply(i)) & 0xFF];
        }
        return sum;
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int sum = i;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 1) == 0 ? sum >>> 1 : sum >>> 1 ^ POLYNOMIAL;
            }
            table[i] = sum;
        }
        return table;
    }
}
