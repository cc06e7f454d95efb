package io.quittance.engine.money;

import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An ISO 4217 currency, held by its alphabetic code. Immutable; equal when the codes are equal.
 *
 * @param code three upper-case letters of a currency that the JDK's ISO 4217 table knows
 */
public record CurrencyCode(String code) {

    private static final Map<String, CurrencyCode> BY_TEXT = table();

    private static Map<String, CurrencyCode> table() {
        Map<String, CurrencyCode> table = new HashMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            // Funds and metals ("XAU", "XXX") have no minor unit and cannot be charged.
            if (currency.getDefaultFractionDigits() >= 0 && isCurrent(currency)) {
                CurrencyCode known = new CurrencyCode(currency.getCurrencyCode());
                table.put(known.code, known);
                table.put(String.format(Locale.ROOT, "%03d", currency.getNumericCode()), known);
            }
        }
        return Map.copyOf(table);
    }

    /** The JDK keeps withdrawn currencies; their names end in a bracketed span of years, e.g. "(1946–1991)". */
    private static boolean isCurrent(Currency currency) {
        return currency.getNumericCode() > 0
                && !currency.getDisplayName(Locale.ENGLISH).matches(".*\\(\\d{4}.*\\)");
    }

    /** Finds a currency by its alphabetic ({@code "USD"}) or numeric ({@code "840"}) text; empty when there is none. */
    public static Optional<CurrencyCode> parse(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** Like {@link #parse} for codes that are known to be right; throws {@link IllegalArgumentException} otherwise. */
    public static CurrencyCode of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an ISO 4217 currency: " + text));
    }

    /** How many decimal digits the minor unit has: 2 for EUR, 0 for JPY, 3 for KWD. */
    public int exponent() {
        return Currency.getInstance(code).getDefaultFractionDigits();
    }

    @Override
    public String toString() {
        return code;
    }
}
