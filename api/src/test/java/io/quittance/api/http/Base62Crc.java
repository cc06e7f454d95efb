package io.quittance.api.http;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The last part of a key, reckoned by a forger who has read the documentation. */
final class Base62Crc {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Base62Crc() {}

    static String of(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        StringBuilder text = new StringBuilder();
        for (long rest = crc.getValue(); text.length() < 6; rest /= DIGITS.length()) {
            text.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return text.toString();
    }
}
