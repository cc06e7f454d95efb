package io.quittance.api.acquirer;

import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.money.CurrencyCode;
import io.quittance.engine.money.Money;
import java.time.Instant;

/** An entry that is decided when it is written, because what is before it in the ledger decides, too. Pure. */
sealed interface LedgerDraft {

    /** The reference of the authorisation that it is about. */
    String original();

    /** The entry in its place, given the money of its original at that place. */
    LedgerEntry entry(long n, Instant at, LedgerAccount account);

    /** An order with the script's verdict. */
    record Ordered(Order order, Verdict scripted) implements LedgerDraft {

        @Override
        public String original() {
            return LedgerKind.originalOf(order);
        }

        @Override
        public LedgerEntry entry(long n, Instant at, LedgerAccount account) {
            LedgerRules.Decision decision = LedgerRules.decide(order, scripted, account);
            return new LedgerEntry(
                    n,
                    at,
                    decision.verdict() instanceof Verdict.Challenged ? LedgerKind.CHALLENGE : LedgerKind.of(order),
                    order.downstreamReference(),
                    original(),
                    order.amount(),
                    order instanceof AttemptOrder attempt ? masked(attempt.method()) : "",
                    decision.effect(),
                    decision.verdict());
        }

        /** First six and last four digits; the last four alone when the number is short. */
        private static String masked(PaymentMethod method) {
            if (!(method instanceof PaymentMethod.Card card)) {
                return "";
            }
            String number = card.number();
            int head = number.length() >= 14 ? 6 : 0;
            int tail = Math.max(head, number.length() - 4);
            return number.substring(0, head) + "X".repeat(tail - head) + number.substring(tail);
        }
    }

    /**
     * What became of a challenge.
     *
     * @param challenge the entry that waits for it
     * @param scripted what the payer's answer makes of it
     */
    record Answered(LedgerEntry challenge, Verdict scripted) implements LedgerDraft {

        @Override
        public String original() {
            return challenge.original();
        }

        @Override
        public LedgerEntry entry(long n, Instant at, LedgerAccount account) {
            Verdict.Challenged asked = (Verdict.Challenged) challenge.verdict();
            long amount = challenge.amount().minorUnits();
            LedgerRules.Decision decision = LedgerRules.authorize(amount, asked.isCaptured(), scripted, account);
            return new LedgerEntry(
                    n,
                    at,
                    LedgerKind.AUTHORIZATION,
                    challenge.reference(),
                    original(),
                    challenge.amount(),
                    challenge.card(),
                    decision.effect(),
                    decision.verdict());
        }
    }

    /** The settlement of all that is captured of an authorisation. */
    record Settlement(String original, CurrencyCode currency) implements LedgerDraft {

        @Override
        public LedgerEntry entry(long n, Instant at, LedgerAccount account) {
            return new LedgerEntry(
                    n,
                    at,
                    LedgerKind.SETTLEMENT,
                    "settlement-" + n,
                    original,
                    new Money(account.unsettled(), currency),
                    "",
                    LedgerEntry.Effect.NONE,
                    new Verdict.Approved());
        }
    }
}
