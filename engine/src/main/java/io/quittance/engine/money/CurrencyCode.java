package io.quittance.engine.money;

import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An ISO 4217 currency, held by its alphabetic code. Immutable; equal when the codes are equal.
 *
 * @param code three upper-case letters of a currency that the JDK's ISO 4217 table knows
 */
public record CurrencyCode(String code) {

    /** What the JDK still lists and no payer has: withdrawn currencies (ISO 4217 list three), then codes of funds. */
    private static final Set<String> NOT_IN_USE =
            Set.of(("ADP AFA ANG ATS AYM AZM BEF BGL BGN BYB BYR CSD CUC CYP DEM EEK"
                            + " ESP FIM FRF GHC GRD GWP HRK IEP ITL LTL LUF LVL MGF MRO"
                            + " MTL MZM NLG PTE ROL RUR SDD SIT SKK SLL SRG"
                            + " STD TMM TPE TRL USS VEB VEF YUM ZMK ZWD ZWL ZWN ZWR"
                            + " BOV CHE CHW CLF COU MXV USN UYI XAD")
                    .split(" "));

    private static final Map<String, CurrencyCode> BY_TEXT = table();

    private static Map<String, CurrencyCode> table() {
        Map<String, CurrencyCode> table = new HashMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            // Metals and placeholders ("XAU", "XXX") have no minor unit and cannot be charged.
            if (currency.getDefaultFractionDigits() >= 0 && isInUse(currency)) {
                CurrencyCode known = new CurrencyCode(currency.getCurrencyCode());
                table.put(known.code, known);
                table.put(String.format(Locale.ROOT, "%03d", currency.getNumericCode()), known);
            }
        }
        return Map.copyOf(table);
    }

    private static boolean isInUse(Currency currency) {
        return currency.getNumericCode() > 0 && !NOT_IN_USE.contains(currency.getCurrencyCode());
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
