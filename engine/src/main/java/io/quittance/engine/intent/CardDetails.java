package io.quittance.engine.intent;

import org.jspecify.annotations.Nullable;

/**
 * A card as a caller sends it, not yet checked. In memory only; {@code toString} is redacted.
 *
 * @param number 12 to 19 digits
 * @param expMonth 1 to 12
 * @param expYear four digits
 * @param cvc 3 or 4 digits, or null
 */
public record CardDetails(
        @Nullable String number,
        @Nullable Integer expMonth,
        @Nullable Integer expYear,
        @Nullable String cvc) implements MethodDetails {

    /** A card with its security code. */
    public static CardDetails of(String number, int expMonth, int expYear, String cvc) {
        return new CardDetails(number, expMonth, expYear, cvc);
    }

    @Override
    public String toString() {
        return "CardDetails[redacted]";
    }
}
