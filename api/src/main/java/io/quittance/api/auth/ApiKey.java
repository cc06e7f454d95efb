package io.quittance.api.auth;

import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.Mode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A bearer key: {@code qk_<test|live>_<id>_<secret>_<crc>}. The last part is the CRC-32 of what is before it in six
 * base-62 digits, so a mistyped key is refused without a look-up and a leaked one is found by scanners.
 * {@code toString} shows the id only.
 */
public final class ApiKey {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CRC_DIGITS = 6;
    private static final int ID_CHARS = 12;
    private static final int SECRET_CHARS = 43;
    private static final Pattern SHAPE =
            Pattern.compile("qk_(test|live)_([0-9A-Za-z]{1,32})_([0-9A-Za-z]{22,64})_([0-9A-Za-z]{6})");

    private final String text;
    private final Mode mode;
    private final String id;

    private ApiKey(String text, Mode mode, String id) {
        this.text = text;
        this.mode = mode;
        this.id = id;
    }

    /** Reads a key; empty when the shape or the checksum is wrong. */
    public static Optional<ApiKey> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String body = text.substring(0, matcher.start(4) - 1);
        return crc(body).equals(matcher.group(4))
                ? Optional.of(
                        new ApiKey(text, Mode.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), matcher.group(2)))
                : Optional.empty();
    }

    /** A fresh key: its secret carries 256 random bits. */
    public static ApiKey generate(Mode mode, IdSource random) {
        String id = digits(random.bytes(ID_CHARS), ID_CHARS);
        String body = "qk_" + mode.text() + "_" + id + "_" + digits(random.bytes(SECRET_CHARS), SECRET_CHARS);
        return new ApiKey(body + "_" + crc(body), mode, id);
    }

    /** The whole key, to be shown to its owner once. */
    public String text() {
        return text;
    }

    /** Test or live. */
    public Mode mode() {
        return mode;
    }

    /** The public part that names the key. */
    public String id() {
        return id;
    }

    /** Its SHA-256: what is kept of it. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "qk_" + mode.text() + "_" + id + "_…";
    }

    private static String digits(byte[] random, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(DIGITS.charAt(Math.floorMod(random[i], DIGITS.length())));
        }
        return text.toString();
    }

    private static String crc(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        char[] text = new char[CRC_DIGITS];
        long rest = crc.getValue();
        for (int i = CRC_DIGITS - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(text);
    }
}
