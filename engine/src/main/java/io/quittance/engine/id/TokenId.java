package io.quittance.engine.id;

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

    /** So many characters cannot be guessed. */
    public static final int PROOF_CHARS = 24;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern SHAPE = Pattern.compile("at_[a-z2-7]{" + (32 + 2 + PROOF_CHARS) + "}");
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
     * @param proof {@link #PROOF_CHARS} characters of base 32
     */
    public static TokenId of(IntentId intent, int number, String proof) {
        String digits = "" + ALPHABET.charAt(number >> 5) + ALPHABET.charAt(number & 31);
        return new TokenId("at_" + intent.value().substring(3) + digits + proof);
    }

    /** The intent that it pays. */
    public IntentId intent() {
        return new IntentId("pi_" + value.substring(3, NUMBER_AT));
    }

    /** Which of the intent's tokens it is, from 1. */
    public int number() {
        return ALPHABET.indexOf(value.charAt(NUMBER_AT)) << 5 | ALPHABET.indexOf(value.charAt(NUMBER_AT + 1));
    }

    /** What proves that we made it. */
    public String proof() {
        return value.substring(NUMBER_AT + 2);
    }

    /** Shortened: who reads a log opens no payment page. */
    @Override
    public String toString() {
        return value.substring(0, NUMBER_AT + 2) + "…";
    }
}
