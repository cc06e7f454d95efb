package io.quittance.engine.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an access token: {@code at_}, the 32 characters of its intent, two characters of its number there, and 24
 * characters that nobody guesses (an HMAC under the installation's key). So it leads to its intent without an index,
 * and the journal, which knows the number alone, holds nothing that opens a payment page.
 *
 * @param value the whole text
 */
public record TokenId(String value) {

    /** As many numbers as two characters of base 32 tell. */
    public static final int NUMBER_MAX = 1_023;

    /** So many bytes cannot be guessed: 24 characters. */
    private static final int PROOF_BYTES = 15;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern SHAPE = Pattern.compile("at_[a-z2-7]{" + (32 + 2 + PROOF_BYTES / 5 * 8) + "}");
    private static final int NUMBER_AT = 3 + 32;

    public TokenId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an access token");
        }
    }

    /** Reads an id that a caller sent; empty when it cannot be one. Its proof is not checked here. */
    public static Optional<TokenId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new TokenId(text)) : Optional.empty();
    }

    /**
     * The token of this number.
     *
     * @param number 1 to {@link #NUMBER_MAX}
     * @param proof bytes that nobody guesses, of which the first {@value #PROOF_BYTES} count
     */
    public static TokenId of(IntentId intent, int number, byte[] proof) {
        String digits = "" + ALPHABET.charAt(number >> 5) + ALPHABET.charAt(number & 31);
        return new TokenId(
                "at_" + intent.value().substring(3) + digits + Base32.encode(Arrays.copyOf(proof, PROOF_BYTES)));
    }

    /** The intent that it pays. */
    public IntentId intent() {
        return new IntentId("pi_" + value.substring(3, NUMBER_AT));
    }

    /** Which of the intent's tokens it is, from 1. */
    public int number() {
        return ALPHABET.indexOf(value.charAt(NUMBER_AT)) << 5 | ALPHABET.indexOf(value.charAt(NUMBER_AT + 1));
    }

    /** What is to be proved: intent and number. */
    public String named() {
        return named(intent(), number());
    }

    /** What is to be proved of the token of this number. */
    public static String named(IntentId intent, int number) {
        return intent.value() + "/" + number;
    }

    /** Whether it ends in this proof; told in the same time, whatever is wrong with it. */
    public boolean isProvedBy(byte[] proof) {
        byte[] expected = of(intent(), number(), proof).value.getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, value.getBytes(StandardCharsets.US_ASCII));
    }

    /** Shortened: who reads a log opens no payment page. */
    @Override
    public String toString() {
        return value.substring(0, NUMBER_AT + 2) + "…";
    }
}
