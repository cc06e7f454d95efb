package io.quittance.api.acquirer;

import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.CardNumbers;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.PaymentMethod;
import java.util.Map;
import java.util.Set;

/**
 * What the acquirer decides about an order: by the last two digits of the amount, then by the card, then by the card's
 * code where one was sent and the right one is known. A card that its issuer has spoken about is not asked about again.
 * Whatever no rule names is approved, as far as the money allows it ({@link LedgerRules}). Operations are decided by
 * their own amount. Pure.
 */
final class AcquirerScript {

    private static final Verdict APPROVED = new Verdict.Approved();

    private static final Verdict INSUFFICIENT_FUNDS = declined(
            "insufficient_funds",
            "51",
            "NOT SUFFICIENT FUNDS",
            "The card has not enough money for this amount. Ask the payer for another card.");

    private static final Verdict EXPIRED = declined(
            "expired_card", "54", "EXPIRED CARD", "The card is no longer valid. Ask the payer for another card.");

    private static final Verdict DO_NOT_HONOR = declined(
            "do_not_honor",
            "05",
            "DO NOT HONOUR",
            "The issuer refused without saying why. The payer may ask the issuer, or use another card.");

    /** The words of an Israeli host, code 4 of its table: "refusal, transaction not approved". */
    private static final Verdict REFUSED_IN_HEBREW = declined(
            "do_not_honor",
            "4",
            "סירוב, העסקה לא אושרה",
            "The issuer refused without saying why. The payer may ask the issuer, or use another card.");

    static final Verdict.Declined AUTHENTICATION_FAILED = declined(
            "authentication_failed",
            "1A",
            "CUSTOMER AUTHENTICATION FAILED",
            "The issuer could not find out by 3-D Secure who pays. Ask the payer for another card.");

    static final Verdict.Declined AUTHENTICATION_ABANDONED = declined(
            "authentication_abandoned",
            "1A",
            "CUSTOMER AUTHENTICATION TIMED OUT",
            "The payer did not confirm by 3-D Secure in time. Ask whether he still wants to pay.");

    static final Verdict.Declined CANCELED_BY_PAYER =
            declined("canceled_by_payer", "17", "CUSTOMER CANCELLATION", "The payer refused on his issuer's page.");

    private static final Verdict INCORRECT_CVC = declined(
            "incorrect_cvc",
            "N7",
            "CVV2 MISMATCH",
            "The card code is wrong. Ask the payer to read it from the card again.");

    private static final Verdict INCORRECT_NUMBER = declined(
            "incorrect_number",
            "14",
            "INVALID CARD NUMBER",
            "There is no such card: its check digit is wrong. Ask the payer to type the number again.");

    private static final Verdict NO_CARD =
            declined("payment_method_not_supported", "57", "NOT PERMITTED", "This acquirer takes cards only.");

    private static final Verdict ISSUER_UNAVAILABLE = new Verdict.NotProcessed(new Failure(
            "error_before_processing",
            "The issuer could not be reached, so nothing was charged. Try again in a minute.",
            "issuer_unavailable",
            "91",
            "ISSUER OR SWITCH INOPERATIVE"));

    private static final Map<String, Verdict> REFUSED_CARDS =
            Map.of("4456530000001013", DO_NOT_HONOR, "340000150358074", REFUSED_IN_HEBREW);

    /** Whether the payer passes the challenge when he confirms. */
    private static final Map<String, Boolean> CHALLENGED_CARDS = Map.of(
            "4456530000000007", true,
            "4456530000001096", true,
            "5200000000001096", true,
            "4456530000001104", false,
            "5200000000001104", false);

    /** Their issuers cannot be asked for a challenge. */
    private static final Set<String> UNCHALLENGEABLE_CARDS = Set.of("4456530000001112", "5200000000001112");

    private static final Map<String, String> CARD_CODES = Map.of(
            "5200000000000056", "341",
            "4976000000003436", "452",
            "4012000098765439", "999",
            "5499740000000057", "998",
            "2223000048400011", "998",
            "371449635392376", "9997",
            "6011000993026909", "996",
            "4018810000100036", "999");

    private AcquirerScript() {}

    static Verdict decide(Order order) {
        return switch (ending(order)) {
            case 51 -> INSUFFICIENT_FUNDS;
            case 54 -> EXPIRED;
            case 68 -> APPROVED;
            case 91 -> ISSUER_UNAVAILABLE;
            default -> order instanceof AttemptOrder attempt ? byMethod(attempt) : APPROVED;
        };
    }

    private static Verdict byMethod(AttemptOrder order) {
        if (!(order.method() instanceof PaymentMethod.Card card)) {
            return NO_CARD;
        }
        boolean canBeAsked = order.authentication() == null && !order.isWithoutPayer();
        return canBeAsked ? byIssuer(order, card) : byCard(card);
    }

    private static Verdict byIssuer(AttemptOrder order, PaymentMethod.Card card) {
        if (UNCHALLENGEABLE_CARDS.contains(card.number())) {
            return AUTHENTICATION_FAILED;
        }
        Boolean isPassable = CHALLENGED_CARDS.get(card.number());
        return isPassable == null
                ? byCard(card)
                : new Verdict.Challenged(order.isCaptured(), isPassable, order.returnUrl());
    }

    /**
     * Whether the order is answered at all. An amount that ends in 68 is decided and recorded, and then nothing is
     * said.
     */
    static boolean answers(Order order) {
        return ending(order) != 68;
    }

    private static int ending(Order order) {
        return (int) (order.amount().minorUnits() % 100);
    }

    private static Verdict byCard(PaymentMethod.Card card) {
        String number = card.number();
        Verdict refused = REFUSED_CARDS.get(number);
        if (refused != null) {
            return refused;
        }
        String sent = card.securityCode();
        if (sent != null && !sent.equals(CARD_CODES.getOrDefault(number, sent))) {
            return INCORRECT_CVC;
        }
        return CardNumbers.passesLuhn(number) ? APPROVED : INCORRECT_NUMBER;
    }

    private static Verdict.Declined declined(String declineCode, String hostCode, String hostMessage, String message) {
        return new Verdict.Declined(new Failure("card_declined", message, declineCode, hostCode, hostMessage));
    }
}
