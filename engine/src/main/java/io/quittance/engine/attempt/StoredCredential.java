package io.quittance.engine.attempt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a card was kept with this payment, or that this payment was made with a card that was kept: what the schemes
 * want to be told (stored credentials: who asks, and why).
 *
 * @param crossReference the kept card, {@code xr_…}
 * @param initiator who asks for the money
 * @param reason why; null when the customer is there and says so himself
 */
public record StoredCredential(
        String crossReference,
        Initiator initiator,
        @Nullable Reason reason) {

    /** Who asks for the money. */
    public enum Initiator {
        CUSTOMER,
        MERCHANT;

        /** As written over HTTP. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads what a caller sent; empty for anything else. */
        public static Optional<Initiator> parse(String text) {
            return Arrays.stream(values())
                    .filter(one -> one.text().equals(text))
                    .findFirst();
        }
    }

    /** Why the money is asked for. */
    public enum Reason {
        /** The card is kept with this payment; the customer is there. */
        INITIAL,
        RECURRING,
        INSTALMENT,
        UNSCHEDULED,
        RESUBMISSION,
        NO_SHOW,
        DELAYED_CHARGE;

        /** As written over HTTP. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads what a caller sent; empty for anything else. */
        public static Optional<Reason> parse(String text) {
            return Arrays.stream(values())
                    .filter(one -> one.text().equals(text))
                    .findFirst();
        }
    }
}
