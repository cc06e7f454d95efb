package io.quittance.engine.attempt;

import java.util.List;
import java.util.regex.Pattern;

/** What makes digits a card number (ISO/IEC 7812-1). */
public final class CardNumbers {

    /** 13 to 19 digits, also in groups, and no more of them beside. */
    private static final Pattern DIGITS = Pattern.compile("(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])");

    /** In one piece, or grouped as on a card; a UUID is none, and an expiry behind it hides none. */
    private static final List<Pattern> WRITTEN = List.of(
            Pattern.compile("(?<![0-9])[0-9]{13,19}(?![0-9])"),
            grouped("[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{1,7}"),
            grouped("[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{4}\\1[0-9]{1,3}"),
            grouped("[0-9]{4}([ -])[0-9]{6}\\1[0-9]{4,5}"));

    private static final int ASCII = 128;

    private CardNumbers() {}

    /**
     * Whether a text holds what looks like a card number of a brand that is known: it must not be kept (C28). Digits of
     * any script count, as do spaces and dashes of any width.
     */
    public static boolean areIn(String text) {
        return areIn(DIGITS, plain(text)) || areWrittenIn(text);
    }

    /**
     * The same for what merchants name and tell, which is full of other digits: only as people write card numbers, in
     * one piece or in the groups of a card.
     */
    public static boolean areWrittenIn(String text) {
        String plain = plain(text);
        return WRITTEN.stream().anyMatch(shape -> areIn(shape, plain));
    }

    private static Pattern grouped(String groups) {
        return Pattern.compile("(?<![0-9A-Za-z])" + groups + "(?![0-9A-Za-z]|-[0-9A-Za-z])");
    }

    private static boolean areIn(Pattern shape, String plain) {
        return shape.matcher(plain)
                .results()
                .map(run -> run.group().replaceAll("[ -]", ""))
                .anyMatch(digits -> passesLuhn(digits) && CardBrand.of(digits) != CardBrand.UNKNOWN);
    }

    private static String plain(String text) {
        if (text.chars().allMatch(letter -> letter < ASCII)) {
            return text;
        }
        return text.codePoints()
                .map(CardNumbers::plain)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int plain(int letter) {
        int digit = Character.digit(letter, 10);
        if (digit >= 0) {
            return '0' + digit;
        }
        return switch (Character.getType(letter)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            default -> letter;
        };
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
