package io.quittance.engine.attempt;

/** What makes digits a card number (ISO/IEC 7812-1). */
public final class CardNumbers {

    private CardNumbers() {}

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
