package io.quittance.api.checkout;

import io.quittance.api.web.Forms;
import io.quittance.engine.attempt.CardNumbers;
import io.quittance.engine.intent.CardDetails;
import java.time.YearMonth;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A card as a payer typed it: spaces and dashes are his own, and so are the digits of his script. In memory only;
 * {@code toString} is redacted.
 *
 * @param number digits, or what is none
 * @param expiry the last month, when it can be read
 * @param code digits, or what is none
 */
record CardForm(String number, String expiryText, @Nullable YearMonth expiry, String code) {

    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Pd}]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{12,19}");
    private static final Pattern CODE = Pattern.compile("[0-9]{3,4}");
    private static final Pattern EXPIRY = Pattern.compile("(0?[1-9]|1[0-2])(?:[/.]|)(?:20)?([0-9]{2})");
    private static final int CENTURY = 2_000;

    /** Reads a form's body. */
    static CardForm read(byte[] body) {
        String expiry = plain(body, CardField.EXPIRY);
        return new CardForm(
                plain(body, CardField.NUMBER), expiry, month(expiry).orElse(null), plain(body, CardField.CODE));
    }

    private static String plain(byte[] body, CardField field) {
        // Of two values nobody can say which one is meant.
        String typed = Forms.isRepeated(body, field.text()) ? "?" : Forms.field(body, field.text());
        return ascii(BETWEEN.matcher(typed).replaceAll(""));
    }

    private static String ascii(String typed) {
        StringBuilder plain = new StringBuilder(typed.length());
        typed.codePoints().forEach(point -> {
            int digit = Character.digit(point, 10);
            if (digit >= 0) {
                plain.append(digit);
            } else {
                plain.appendCodePoint(point);
            }
        });
        return plain.toString();
    }

    private static Optional<YearMonth> month(String typed) {
        Matcher found = EXPIRY.matcher(typed);
        return found.matches()
                ? Optional.of(
                        YearMonth.of(CENTURY + Integer.parseInt(found.group(2)), Integer.parseInt(found.group(1))))
                : Optional.empty();
    }

    /** What is wrong with it at first sight: for each such field, the key of the words that say so. */
    Map<CardField, String> faults() {
        Map<CardField, String> faults = new EnumMap<>(CardField.class);
        if (number.isEmpty()) {
            faults.put(CardField.NUMBER, "number.missing");
        } else if (!NUMBER.matcher(number).matches() || !CardNumbers.passesLuhn(number)) {
            faults.put(CardField.NUMBER, "number.wrong");
        }
        if (expiry == null) {
            faults.put(CardField.EXPIRY, expiryText.isEmpty() ? "expiry.missing" : "expiry.wrong");
        }
        if (!CODE.matcher(code).matches()) {
            faults.put(CardField.CODE, code.isEmpty() ? "cvc.missing" : "cvc.wrong");
        }
        return Collections.unmodifiableMap(faults);
    }

    /** The card, for who checks it in earnest; there must be no {@link #faults}. */
    CardDetails card() {
        if (expiry == null) {
            throw new IllegalStateException("a card without its last month");
        }
        return CardDetails.of(number, expiry.getMonthValue(), expiry.getYear(), code);
    }

    @Override
    public String toString() {
        return "CardForm[redacted]";
    }
}
