package io.quittance.api.checkout;

import static io.quittance.api.web.Html.tag;
import static io.quittance.api.web.Html.text;

import io.quittance.api.web.Html;
import io.quittance.engine.money.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/**
 * The words of a payment page in the payer's language, as far as we know it. Immutable.
 *
 * @param locale one of those that we speak
 */
record PayWords(Locale locale, ResourceBundle bundle) {

    private static final Locale HEBREW = Locale.forLanguageTag("he");
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, HEBREW);
    private static final Pattern DIRECTIONS = Pattern.compile("[\u200e\u200f\u061c]");

    /** The language that a browser asks for by {@code Accept-Language}; English when it asks for none of ours. */
    static PayWords of(Optional<String> accepted) {
        Locale locale = accepted.map(PayWords::spoken).orElse(Locale.ENGLISH);
        return new PayWords(
                locale,
                ResourceBundle.getBundle(
                        "pay.words",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    private static Locale spoken(String accepted) {
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(accepted), SPOKEN);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    /** The words of this key; there must be some. */
    String get(String key) {
        return bundle.getString(key);
    }

    /** The words of this key, with something put in its place. */
    String get(String key, String with) {
        return get(key).replace("{0}", with);
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    String direction() {
        return locale.equals(HEBREW) ? "rtl" : "ltr";
    }

    /** As much money as people of this language write it, with the currency's code; it runs from left to right. */
    Html money(Money money) {
        return tag("bdi")
                .with("dir", "ltr")
                .with("class", "money")
                .of(text(amount(money) + " "), tag("small").of(money.currency().code()));
    }

    private String amount(Money money) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(money.currency().code()));
        format.setMinimumFractionDigits(money.currency().exponent());
        format.setMaximumFractionDigits(money.currency().exponent());
        String written = format.format(
                BigDecimal.valueOf(money.minorUnits(), money.currency().exponent()));
        return DIRECTIONS.matcher(written).replaceAll("");
    }
}
