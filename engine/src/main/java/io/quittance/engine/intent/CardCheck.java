package io.quittance.engine.intent;

import io.quittance.engine.attempt.CardNumbers;
import io.quittance.engine.attempt.PaymentMethod;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a card that a caller sent, collecting every fault; never with the number or the code in it. One instance
 * checks one card.
 */
public final class CardCheck {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{12,19}");
    private static final Pattern CODE = Pattern.compile("[0-9]{3,4}");

    private final String at;
    private final List<FieldFault> faults = new ArrayList<>();

    /** @param at where the card stands in the request, e.g. {@code /payment_method/card} */
    public CardCheck(String at) {
        this.at = at;
    }

    /** Every fault found so far; empty when the card is good. */
    public List<FieldFault> faults() {
        return List.copyOf(faults);
    }

    /** The card; meaningful only when there are no faults. */
    public Optional<PaymentMethod.Card> card(CardDetails card) {
        String number = card.number();
        Optional<YearMonth> expiry = expiry(card);
        number(number);
        code(card.cvc());
        return number == null || expiry.isEmpty()
                ? Optional.empty()
                : Optional.of(new PaymentMethod.Card(number, expiry.get(), card.cvc()));
    }

    void code(@Nullable String code) {
        if (code != null && !CODE.matcher(code).matches()) {
            fault("cvc", "invalid", "The card code has 3 or 4 digits.", "***");
        }
    }

    private void number(@Nullable String number) {
        if (number == null) {
            fault("number", "required", "The card number is required.", null);
        } else if (!NUMBER.matcher(number).matches()) {
            fault("number", "invalid", "A card number has 12 to 19 digits and nothing else.", "***");
        } else if (!CardNumbers.passesLuhn(number)) {
            fault("number", "invalid", "The check digit is wrong: a digit was mistyped.", "***");
        }
    }

    private Optional<YearMonth> expiry(CardDetails card) {
        Integer month = card.expMonth();
        Integer year = card.expYear();
        boolean monthIsGood = inRange("exp_month", month, 1, 12);
        boolean yearIsGood = inRange("exp_year", year, 2000, 2099);
        return monthIsGood && yearIsGood && month != null && year != null
                ? Optional.of(YearMonth.of(year, month))
                : Optional.empty();
    }

    private boolean inRange(String name, @Nullable Integer value, int from, int to) {
        if (value == null) {
            fault(name, "required", "Required: a whole number from " + from + " to " + to + ".", null);
        } else if (value < from || value > to) {
            fault(name, "out_of_range", "From " + from + " to " + to + ".", value.toString());
        }
        return value != null && value >= from && value <= to;
    }

    private void fault(String name, String code, String message, @Nullable String value) {
        faults.add(new FieldFault(at + "/" + name, code, message, value));
    }
}
