package io.quittance.engine.attempt;

import io.quittance.engine.Limits;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a counterparty or an operator says in words, made fit for the journal, which keeps it for ever: bounded, and
 * without a card number, should they repeat one.
 */
public final class HostWords {

    /** 13 to 19 digits, also in groups. */
    private static final Pattern DIGITS = Pattern.compile("[0-9](?:[ -]?[0-9]){12,18}");

    private static final int DIGITS_SHOWN = 4;

    private HostWords() {}

    /** The words, bounded and masked. */
    public static String fit(String words) {
        String masked = DIGITS.matcher(words).replaceAll(HostWords::masked);
        return masked.codePointCount(0, masked.length()) <= Limits.HOST_WORDS_CHARS_MAX
                ? masked
                : masked.substring(0, masked.offsetByCodePoints(0, Limits.HOST_WORDS_CHARS_MAX)) + "…";
    }

    static @Nullable String fitOrNull(@Nullable String words) {
        return words == null ? null : fit(words);
    }

    private static String masked(MatchResult match) {
        String digits = match.group().replaceAll("[ -]", "");
        return CardNumbers.passesLuhn(digits)
                ? "*".repeat(digits.length() - DIGITS_SHOWN) + digits.substring(digits.length() - DIGITS_SHOWN)
                : match.group();
    }
}
