package io.quittance.engine.attempt;

import io.quittance.engine.id.CardId;
import io.quittance.engine.id.TerminalId;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the payer pays. Lives in memory only, from the request to the processor; it has no form that can be stored. */
public sealed interface PaymentMethod {

    /** What may be remembered of it. */
    MethodSummary summary();

    /** The same as it goes to a processor, which knows no vault. */
    default PaymentMethod sent() {
        return this;
    }

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

    /**
     * A card of the vault.
     *
     * @param isRepeat whether it is paid with as a saved card; else by the name that is used once
     * @param use that it was saved; null for a card that was not
     * @param securityCode what the customer said now; null when he was not asked
     * @param standing whether it is there for this payment
     * @param card the card itself, when it is there
     * @param customerId whose card it is, as the merchant names him; null for nobody's, and when it is not there
     */
    record Kept(
            CardId id,
            boolean isRepeat,
            @Nullable StoredCredential use,
            @Nullable String securityCode,
            Standing standing,
            @Nullable Card card,
            @Nullable String customerId)
            implements PaymentMethod {

        /** Whether a card is there for a payment. */
        public enum Standing {
            THERE,
            /** It was used, or forgotten, or belongs to another payment or merchant. */
            GONE,
            /** The vault cannot be read now. */
            UNREADABLE,
            /** There is no vault. */
            NOT_OFFERED
        }

        /** A card that was given to be used once; not looked up yet. */
        public static Kept once(CardId id) {
            return new Kept(id, false, null, null, Standing.NOT_OFFERED, null, null);
        }

        /** A saved card; not looked up yet. */
        public static Kept repeat(CardId id, StoredCredential use, @Nullable String securityCode) {
            return new Kept(id, true, use, securityCode, Standing.NOT_OFFERED, null, null);
        }

        /** The same, looked up in vain. */
        public Kept not(Standing why) {
            return new Kept(id, isRepeat, use, securityCode, why, null, null);
        }

        /** The same, of a card that is saved. */
        public Kept saved(StoredCredential credential) {
            return new Kept(id, isRepeat, credential, securityCode, standing, card, customerId);
        }

        /** The same, looked up. With a saved card only a code counts that the customer says now. */
        public Kept opened(Card found, @Nullable String whose) {
            String code = isRepeat || securityCode != null ? securityCode : found.securityCode();
            Card whole = new Card(found.number(), found.expiry(), code);
            return new Kept(id, isRepeat, use, securityCode, Standing.THERE, whole, whose);
        }

        /** Whether a payment of this customer may be made with it; one that names no customer always may. */
        public boolean isOf(@Nullable String customer) {
            return customer == null || customerId == null || customer.equals(customerId);
        }

        /** Whether nobody needs it after its payment. */
        public boolean isForOnce() {
            return use == null;
        }

        @Override
        public MethodSummary summary() {
            MethodSummary known = card == null ? MethodSummary.UNKNOWN_CARD : card.summary();
            if (use == null) {
                return known;
            }
            return isRepeat ? known.repeated(use) : known.stored(use);
        }

        @Override
        public PaymentMethod sent() {
            if (card == null) {
                throw new IllegalStateException(id + " is not there");
            }
            return card;
        }

        /** Redacted. */
        @Override
        public String toString() {
            return "Kept[" + id + ", " + standing + "]";
        }
    }
}
