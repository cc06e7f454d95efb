package io.quittance.api.acquirer;

import io.quittance.engine.money.CurrencyCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The money of one authorisation at the acquirer, in minor units: the sum of the ledger's entries about it. Immutable.
 * A checker needs no more than {@link #taken}: what the payer has paid in the end.
 *
 * @param currency of all amounts; null while nothing was approved
 * @param held authorised, neither captured nor released
 * @param unsettled captured, neither given back nor settled
 * @param settled captured and settled, not given back
 * @param captured all that ever was captured
 * @param returned all that was given back of it
 * @param settledAt when money of it was settled last; null when none was
 * @param isReversed whether a reversal was approved: an authorisation that comes after it is declined
 */
public record LedgerAccount(
        @Nullable CurrencyCode currency,
        long held,
        long unsettled,
        long settled,
        long captured,
        long returned,
        @Nullable Instant settledAt,
        boolean isReversed) {

    /** Nothing happened yet. */
    static final LedgerAccount EMPTY = new LedgerAccount(null, 0, 0, 0, 0, 0, null, false);

    /** What was captured and not given back. */
    public long taken() {
        return Math.addExact(unsettled, settled);
    }

    /** The account after one more entry about it. */
    LedgerAccount after(LedgerEntry entry) {
        if (!entry.isApproved()) {
            return this;
        }
        CurrencyCode known =
                entry.kind() == LedgerKind.AUTHORIZATION ? entry.amount().currency() : currency;
        if (entry.kind() == LedgerKind.SETTLEMENT) {
            return new LedgerAccount(known, held, 0, taken(), captured, returned, entry.at(), isReversed);
        }
        long in = Math.max(0, entry.taken());
        long back = Math.max(0, -entry.taken());
        long fromUnsettled = Math.min(unsettled, back);
        return new LedgerAccount(
                known,
                Math.addExact(held, entry.held()),
                Math.addExact(unsettled, in) - fromUnsettled,
                settled - (back - fromUnsettled),
                Math.addExact(captured, in),
                Math.addExact(returned, back),
                settledAt,
                isReversed || entry.kind() == LedgerKind.REVERSAL);
    }
}
