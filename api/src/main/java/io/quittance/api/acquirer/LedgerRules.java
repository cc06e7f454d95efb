package io.quittance.api.acquirer;

import io.quittance.api.acquirer.LedgerEntry.Effect;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;

/**
 * What an order that the script approves may do with the money that is there: a real acquirer's arithmetic. Pure. It
 * does not look at references: who sends an order twice gets two effects, as long as the money lasts.
 */
final class LedgerRules {

    /** What becomes of an order. */
    record Decision(Verdict verdict, Effect effect) {}

    private LedgerRules() {}

    static Decision decide(Order order, Verdict scripted, LedgerAccount account) {
        if (!(scripted instanceof Verdict.Approved)) {
            return new Decision(scripted, Effect.NONE);
        }
        return order instanceof OperationOrder operation
                ? operation(operation, account)
                : authorize(order.amount().minorUnits(), ((AttemptOrder) order).isCaptured(), scripted, account);
    }

    /** An authorisation, at once or after a challenge. */
    static Decision authorize(long amount, boolean isCaptured, Verdict scripted, LedgerAccount account) {
        if (!(scripted instanceof Verdict.Approved)) {
            return new Decision(scripted, Effect.NONE);
        } else if (account.isReversed()) {
            return no("reversed", "21", "REVERSED BEFORE", "It was reversed before it came.");
        }
        return yes(isCaptured ? new Effect(0, amount) : new Effect(amount, 0));
    }

    private static Decision operation(OperationOrder order, LedgerAccount account) {
        long amount = order.amount().minorUnits();
        if (order.kind() == OperationKind.REVERSAL) {
            return yes(new Effect(-account.held(), -account.taken()));
        }
        if (account.currency() == null) {
            return no("unknown_original", "25", "UNABLE TO LOCATE RECORD", "The acquirer knows no such authorisation.");
        }
        if (!order.amount().currency().equals(account.currency())) {
            return no("invalid_currency", "12", "INVALID CURRENCY", "The authorisation is in another currency.");
        }
        return switch (order.kind()) {
            case CAPTURE -> capture(amount, order.isLast(), account);
            case VOID -> voided(amount, account);
            default -> refund(amount, account);
        };
    }

    private static Decision capture(long amount, boolean isLast, LedgerAccount account) {
        return amount > account.held()
                ? no("amount_too_large", "61", "EXCEEDS AUTHORISED AMOUNT", "More than what is authorised and open.")
                : yes(new Effect(isLast ? -account.held() : -amount, amount));
    }

    private static Decision voided(long amount, LedgerAccount account) {
        long fromHeld = Math.min(amount, account.held());
        if (amount - fromHeld <= account.unsettled()) {
            return yes(new Effect(-fromHeld, fromHeld - amount));
        }
        return account.settled() > 0
                ? no("already_settled", "21", "ALREADY SETTLED", "The money is settled already. Refund it.")
                : no("amount_too_large", "61", "EXCEEDS AMOUNT", "More than what can still be voided.");
    }

    private static Decision refund(long amount, LedgerAccount account) {
        return amount > account.taken()
                ? no("amount_too_large", "61", "EXCEEDS CAPTURED AMOUNT", "More than was captured and not given back.")
                : yes(new Effect(0, -amount));
    }

    private static Decision yes(Effect effect) {
        return new Decision(new Verdict.Approved(), effect);
    }

    private static Decision no(String declineCode, String hostCode, String hostMessage, String message) {
        Failure failure = new Failure("card_declined", message, declineCode, hostCode, hostMessage);
        return new Decision(new Verdict.Declined(failure), Effect.NONE);
    }
}
