package io.quittance.api.acquirer;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.money.Money;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One order that the acquirer decided, as its ledger keeps it.
 *
 * @param n its place in the ledger, counted from 1
 * @param at when it was recorded
 * @param kind what it is about
 * @param reference the caller's reference; two entries may have the same
 * @param original the reference of the authorisation that it is about; an authorisation's own
 * @param amount how much was asked for
 * @param card first six and last four digits; empty for all but authorisations
 * @param effect what it did with the money
 * @param verdict what was decided
 */
record LedgerEntry(
        long n,
        Instant at,
        LedgerKind kind,
        String reference,
        String original,
        Money amount,
        String card,
        Effect effect,
        Verdict verdict) {

    private static final long CODES = 1_000_000;

    /**
     * How an entry changed the money of its original, in minor units.
     *
     * @param held what was put aside, or no longer is
     * @param taken what was captured, or given back
     */
    record Effect(long held, long taken) {
        static final Effect NONE = new Effect(0, 0);
    }

    long held() {
        return effect.held();
    }

    long taken() {
        return effect.taken();
    }

    boolean isApproved() {
        return verdict instanceof Verdict.Approved;
    }

    /** Whether it may be what became of this order: the same kind, over the same money. */
    boolean isOf(Order order) {
        LedgerKind asked = kind == LedgerKind.CHALLENGE ? LedgerKind.AUTHORIZATION : kind;
        return asked == LedgerKind.of(order) && amount.equals(order.amount());
    }

    /** Whether a second one like it would be a second effect. */
    boolean hadEffect() {
        return isApproved() && !effect.equals(Effect.NONE);
    }

    /** Six digits, a function of {@link #n}. */
    String authorizationCode() {
        return Long.toString(CODES + n % CODES).substring(1);
    }

    String acquirerReference() {
        return "acq-" + n;
    }

    /** Until when the payer may answer a challenge. */
    Instant until() {
        return at.plus(Challenges.TIME);
    }

    /**
     * What a caller may conclude from it.
     *
     * @param issuer where payers answer challenges; null when they cannot yet
     */
    AttemptOutcome outcome(@Nullable URI issuer) {
        if (verdict instanceof Verdict.Challenged) {
            return issuer == null
                    ? new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "the issuer has no page yet")
                    : new AttemptOutcome.ActionRequired(IssuerDesk.address(issuer, reference), until());
        }
        if (verdict instanceof Verdict.Declined declined) {
            return new AttemptOutcome.Declined(declined.failure());
        }
        if (verdict instanceof Verdict.NotProcessed notProcessed) {
            return new AttemptOutcome.NotProcessed(notProcessed.failure().message());
        }
        return new AttemptOutcome.Approved(new Approval(authorizationCode(), acquirerReference()));
    }
}
