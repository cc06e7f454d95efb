package io.quittance.engine.attempt;

import java.util.regex.Pattern;

/** What makes digits a card number (ISO/IEC 7812-1). */
public final class CardNumbers {

    /** 13 to 19 digits, also in groups, and no more of them beside. */
    private static final Pattern DIGITS = Pattern.compile("(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])");

    private CardNumbers() {}

    /** Whether a text holds what looks like a card number of a brand that is known: it must not be kept (C28). */
    public static boolean areIn(String text) {
        return DIGITS.matcher(text)
                .results()
                .map(run -> run.group().replaceAll("[ -]", ""))
                .anyMatch(digits -> passesLuhn(digits) && CardBrand.of(digits) != CardBrand.UNKNOWN);
    }

    /** Whether the last digit is the check digit of those before it. */
    public static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
