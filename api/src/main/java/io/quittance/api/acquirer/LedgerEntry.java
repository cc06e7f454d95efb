package io.quittance.api.acquirer;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.money.Money;
import java.time.Instant;

/**
 * One order that the acquirer decided, as its ledger keeps it.
 *
 * @param n its place in the ledger, counted from 1
 * @param at when it was recorded
 * @param reference the caller's reference; two entries may have the same
 * @param card first six and last four digits
 */
record LedgerEntry(long n, Instant at, String reference, Money amount, String card, Verdict verdict) {

    private static final long CODES = 1_000_000;

    /** Whether it took money. */
    boolean isCharge() {
        return verdict instanceof Verdict.Approved;
    }

    /** Six digits, a function of {@link #n}. */
    String authorizationCode() {
        return Long.toString(CODES + n % CODES).substring(1);
    }

    String acquirerReference() {
        return "acq-" + n;
    }

    /** What a caller may conclude from it. */
    AttemptOutcome outcome() {
        if (verdict instanceof Verdict.Declined declined) {
            return new AttemptOutcome.Declined(declined.failure());
        }
        if (verdict instanceof Verdict.NotProcessed notProcessed) {
            return new AttemptOutcome.NotProcessed(notProcessed.failure().message());
        }
        return new AttemptOutcome.Approved(new Approval(authorizationCode(), acquirerReference()));
    }
}
