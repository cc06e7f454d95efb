package io.quittance.terminal.simulator;

import io.quittance.terminal.simulator.TerminalTransaction.Card;
import org.jspecify.annotations.Nullable;

/**
 * What a person, the host and the device do about an amount: its last two digits say so. Pure.
 *
 * <pre>
 * 11  the payer cancels                        12  nobody presents a card
 * 13  GENERAL_ERROR, though the money is taken 14  the device starts anew after the host said yes
 * 15  the device starts anew before the host   17  the answer comes twice
 * 18  the host wants to be telephoned          19  words of a newer device
 * 51  declined                                 54  declined, the card has expired
 * 68  taken, and the answer never leaves       91  the host is not ready: nothing is done
 * anything else: approved
 * </pre>
 *
 * <p>What the payer does (11, 12) happens in automatic mode only: otherwise somebody presses buttons.
 */
final class CardScript {

    private static final int ENDINGS = 100;

    private static final String HOST_ERROR = "HOST_ERROR";

    private CardScript() {}

    /** What a payer does. */
    enum Payer {
        TAPS,
        CANCELS,
        STAYS_AWAY
    }

    /**
     * What the host says.
     *
     * @param code its own, or null
     * @param message its own, or null
     */
    record Verdict(
            String result,
            String status,
            @Nullable Integer code,
            @Nullable String message) {

        boolean isApproved() {
            return code == null;
        }
    }

    static Payer payer(PaymentOrder order) {
        return switch (ending(order)) {
            case 11 -> Payer.CANCELS;
            case 12 -> Payer.STAYS_AWAY;
            default -> Payer.TAPS;
        };
    }

    /** Whether the host can be asked at all. */
    static boolean isHostReady(PaymentOrder order) {
        return ending(order) != 91;
    }

    /** Whether the host wants the merchant to telephone for an authorisation number. */
    static boolean isReferred(PaymentOrder order) {
        return ending(order) == 18;
    }

    static Verdict verdict(PaymentOrder order, boolean hasTelephoned) {
        String status = order.type() == PaymentOrder.Type.AUTH_ONLY
                ? TerminalTransaction.AUTHORIZED
                : TerminalTransaction.CAPTURED;
        return switch (ending(order)) {
            case 13 -> new Verdict("GENERAL_ERROR", status, null, null);
            case 18 -> hasTelephoned ? approved(status) : declined(3, "התקשר לחברת האשראי");
            case 19 -> new Verdict("OK_PLUS", "EARMARKED", null, null);
            case 51 -> declined(4, "סירוב בחברת האשראי");
            case 54 -> declined(36, "כרטיס פג תוקף");
            default -> approved(status);
        };
    }

    private static Verdict approved(String status) {
        return new Verdict("OK", status, null, null);
    }

    private static Verdict declined(int code, String message) {
        return new Verdict(HOST_ERROR, TerminalTransaction.DECLINED, code, message);
    }

    static Fault fault(PaymentOrder order) {
        return switch (ending(order)) {
            case 14 -> Fault.REBOOT_AFTER_HOST;
            case 15 -> Fault.REBOOT_BEFORE_HOST;
            case 17 -> Fault.DUPLICATE_ANSWER;
            case 68 -> Fault.NO_ANSWER;
            default -> Fault.NONE;
        };
    }

    /** The card of every payer: the one of the vendor's example. */
    static Card card(String entryMode) {
        return new Card("מסטרקארד רגיל", "510046XXXXXX7315", entryMode);
    }

    /** A change of a transaction goes as the host likes, whatever its amount. */
    private static int ending(PaymentOrder order) {
        return order.type().isChange() ? 0 : (int) (order.amount() % ENDINGS);
    }
}
