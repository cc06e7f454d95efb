package io.quittance.api.partner;

import io.quittance.engine.money.CurrencyCode;
import io.quittance.engine.money.Money;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Money as the Partner API writes it: one to ten digits, a dot, and exactly two decimals, whatever the currency, and
 * never nothing at all. {@code 12.50} is 12.50 euro, and {@code 1250.00} is 1250 yen.
 */
public final class PartnerAmount {

    /** What it looks like. */
    static final Pattern FORM = Pattern.compile("(?!0*\\.00$)[0-9]{1,10}\\.[0-9]{2}");

    private static final int DECIMALS = 2;

    private PartnerAmount() {}

    /**
     * The money in words of the Partner API; empty where those cannot say it: too much, nothing, or a third decimal.
     */
    public static Optional<String> text(Money money) {
        BigDecimal amount =
                BigDecimal.valueOf(money.minorUnits(), money.currency().exponent());
        if (amount.stripTrailingZeros().scale() > DECIMALS) {
            return Optional.empty();
        }
        return Optional.of(amount.setScale(DECIMALS).toPlainString())
                .filter(text -> FORM.matcher(text).matches());
    }

    /** The money that the words say; empty when they say none in this currency. */
    public static Optional<Money> parse(String text, CurrencyCode currency) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal minor = new BigDecimal(text).movePointRight(currency.exponent());
        return minor.stripTrailingZeros().scale() > 0
                ? Optional.empty()
                : Optional.of(new Money(minor.longValueExact(), currency));
    }
}
