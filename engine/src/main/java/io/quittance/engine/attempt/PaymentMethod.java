package io.quittance.engine.attempt;

import io.quittance.engine.id.TerminalId;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the payer pays. Lives in memory only, from the request to the processor; it has no form that can be stored. */
public sealed interface PaymentMethod {

    /** What may be remembered of it. */
    MethodSummary summary();

    /**
     * Whatever the payer presents at a terminal.
     *
     * @param isRegistered whether the merchant has a terminal of this name
     */
    record Terminal(TerminalId terminal, boolean isRegistered) implements PaymentMethod {

        @Override
        public MethodSummary summary() {
            return MethodSummary.terminal(terminal.value());
        }
    }

    /**
     * A card with its number.
     *
     * @param number 12 to 19 digits that pass the Luhn check
     * @param expiry the last month in which it is valid
     * @param securityCode 3 or 4 digits, or null; never stored, and no part of any fingerprint
     */
    record Card(String number, YearMonth expiry, @Nullable String securityCode) implements PaymentMethod {

        @Override
        public MethodSummary summary() {
            String expires = String.format(Locale.ROOT, "%02d/%02d", expiry.getMonthValue(), expiry.getYear() % 100);
            return MethodSummary.card(CardBrand.of(number).text(), masked(), expires);
        }

        /** First six and last four digits; the last four alone when the number is short. */
        private String masked() {
            int head = number.length() >= 14 ? 6 : 0;
            int hidden = number.length() - head - 4;
            return number.substring(0, head) + "X".repeat(hidden) + number.substring(head + hidden);
        }

        /** Redacted: a card number does not reach a log by accident. */
        @Override
        public String toString() {
            return "Card[" + masked() + "]";
        }
    }
}
