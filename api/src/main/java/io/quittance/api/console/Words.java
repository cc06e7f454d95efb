package io.quittance.api.console;

import static io.quittance.api.web.Html.tag;
import static io.quittance.api.web.Html.text;

import io.quittance.api.web.Html;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.money.CurrencyCode;
import io.quittance.engine.money.Money;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the pages write things: money, times, states, and the words of others. Pure. */
final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** Who others are and what they say, each in the direction of its own script. */
    static Html foreign(String words) {
        return tag("bdi").with("dir", "auto").of(words);
    }

    /** What machines call it, in full. */
    static Html code(String name) {
        return tag("code").of(name);
    }

    /** A moment, in UTC; a dash for none. */
    static Html time(@Nullable Instant time) {
        return time == null
                ? text("–")
                : tag("time")
                        .with("datetime", time.truncatedTo(ChronoUnit.MILLIS).toString())
                        .of(TIME.format(time));
    }

    /** With as many decimals as the currency has, and its code. */
    static Html money(Money money) {
        return money(money.minorUnits(), money.currency());
    }

    static Html money(long minorUnits, CurrencyCode currency) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(currency.exponent());
        return tag("span")
                .with("class", "money")
                .with("dir", "ltr")
                .of(format.format(BigDecimal.valueOf(minorUnits, currency.exponent())) + " " + currency.code());
    }

    /** Where a payment stands, and why. */
    static Html status(IntentSnapshot snapshot) {
        String reason = snapshot.statusReason();
        Html badge = badge(
                snapshot.status().text(),
                snapshot.isInDoubt() ? "doubt" : snapshot.status().text());
        return reason == null
                ? badge
                : Html.of(badge, text(" "), tag("span").with("class", "why").of(spaced(reason)));
    }

    /** A state that is seen at a glance; its color says no more than its word. */
    static Html badge(String state, String tone) {
        return tag("span").with("class", "badge").with("data-tone", tone).of(spaced(state));
    }

    /** A word of the contract as people write it. */
    static String spaced(String word) {
        return word.replace('_', ' ');
    }

    /** Names and values, without those that have none. */
    static final class Facts {

        private final List<Html> rows = new ArrayList<>();

        Facts put(String name, Html value) {
            rows.add(tag("div").of(tag("dt").of(name), tag("dd").of(value)));
            return this;
        }

        /** What machines call it; left out when there is none. */
        Facts code(String name, @Nullable String value) {
            return value == null || value.isEmpty() ? this : put(name, Words.code(value));
        }

        /** The words of somebody else; left out when there are none. */
        Facts foreign(String name, @Nullable String value) {
            return value == null || value.isEmpty() ? this : put(name, Words.foreign(value));
        }

        /** A moment; left out when there is none. */
        Facts time(String name, @Nullable Instant value) {
            return value == null ? this : put(name, Html.of(Words.time(value), text(" UTC")));
        }

        Html list() {
            return rows.isEmpty()
                    ? Html.NOTHING
                    : tag("dl").with("class", "facts").of(rows);
        }
    }
}
