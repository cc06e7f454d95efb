package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.InquirySchedule;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.intent.DoubtEvent.DoubtOverdue;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.CaptureDue;
import io.quittance.engine.intent.IntentEvent.IntentExpired;
import io.quittance.engine.intent.IntentFacts.OpenOrder;
import io.quittance.engine.intent.IntentState.Funded;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.IntentState.Open;
import io.quittance.engine.intent.IntentState.Pending;
import io.quittance.engine.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an intent owes to time alone: alerts about doubts that last, a payer's time that is over, the end of the time to
 * capture, expiry, and reversals that have to be tried again. Nothing of it is kept in a timer: it follows from the
 * state, so it survives every restart, and {@link #nextDue} is the intent's place in the due list. Pure.
 */
public record DutyRules(MethodTerms terms) {

    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LAST_RETRY = Duration.ofHours(6);

    /**
     * When the intent has to be in memory next: for what is open once its answer is overdue; else when a duty falls
     * due. Empty when it owes nothing. Told without the terms of the counterparty: the due list is made from the
     * journal alone.
     */
    public static Optional<Instant> nextDue(IntentSnapshot intent) {
        IntentFacts facts = intent.facts();
        Stream<Instant> open =
                facts.ordersToInquire().map(order -> order.course().deadline());
        return Stream.of(
                        open,
                        captureDuty(facts).stream(),
                        expiry(intent).stream(),
                        reversals(facts).stream(),
                        tokenEnd(intent).stream())
                .flatMap(times -> times)
                .min(Instant::compareTo);
    }

    /** What is due now, in the order in which it is recorded. */
    List<IntentEvent> due(IntentState state, Instant now) {
        if (!(state instanceof Known known)) {
            return List.of();
        }
        IntentFacts facts = known.facts();
        List<IntentEvent> alerts = facts.openOrders()
                .filter(order -> isDue(alertAt(order), now))
                .map(order -> (IntentEvent) new DoubtOverdue(now, order.name()))
                .toList();
        if (!alerts.isEmpty()) {
            return alerts;
        } else if (known instanceof Pending pending && isDue(actionOverdue(pending.attempt()), now)) {
            String words = "the payer's time is over, and the acquirer has not said how it ended";
            return List.of(new AttemptInDoubt(now, pending.attempt().number(), Evidence.ACTION_OVERDUE, words));
        }
        if (isDue(tokenEnd(known.snapshot()), now)) {
            return new TokenRules(terms).overdue(facts, now);
        }
        Optional<Attempt> owed = facts.unreversed()
                .filter(late -> isDue(reversal(facts, late), now))
                .findFirst();
        if (owed.isPresent() && of(owed.get()).offers(Capability.REVERSAL)) {
            return List.of(new OperationRules(of(owed.get()))
                    .reversal(facts, owed.get().number(), now));
        } else if (known instanceof Open && isDue(expiry(known.snapshot()), now)) {
            return List.of(new IntentExpired(now));
        }
        return known instanceof Funded && isDue(captureDuty(facts), now) ? capture(facts, now) : List.of();
    }

    private AcquirerTerms of(Attempt attempt) {
        return terms.of(attempt.method());
    }

    private List<IntentEvent> capture(IntentFacts facts, Instant now) {
        Instant end = facts.funds().captureBefore();
        if (end == null) {
            return List.of();
        } else if (!isWarned(facts)) {
            return List.of(new CaptureDue(now, end));
        }
        OperationRules.Plan plan = OperationRules.Plan.unasked(
                OperationKind.VOID,
                OperationCause.CAPTURE_WINDOW_CLOSED,
                facts.funds().capturable());
        boolean isWhole = facts.funds().capturable() == facts.funds().authorized();
        AcquirerTerms holder = terms.of(facts);
        boolean canVoid = holder.offers(Capability.VOID) && (isWhole || holder.offers(Capability.PARTIAL_VOID));
        return List.of(
                canVoid && !isRefused(facts)
                        ? new OperationRules(holder).start(facts, plan, now)
                        : new IntentExpired(now));
    }

    /** Who refuses to give back what was held, and took nothing of it, holds nothing any more. */
    private static boolean isRefused(IntentFacts facts) {
        return facts.operations().stream()
                .anyMatch(operation -> operation.cause() == OperationCause.CAPTURE_WINDOW_CLOSED
                        && operation.status() == AttemptStatus.DECLINED);
    }

    private static Optional<Instant> alertAt(OpenOrder order) {
        Instant since = order.course().inDoubtSince();
        return since == null || order.course().isAlerted()
                ? Optional.empty()
                : Optional.of(since.plus(InquirySchedule.DEADLINE));
    }

    /** Not a moment before the counterparty has had its time to say that the payer did nothing. */
    private static Optional<Instant> actionOverdue(Attempt attempt) {
        NextAction asked = attempt.course().nextAction();
        return asked != null && attempt.course().isAwaitingPayer()
                ? Optional.of(asked.until().plus(Limits.PAYER_ACTION_GRACE))
                : Optional.empty();
    }

    /** The warning, then the release of what was not captured, then its repeats while it does not succeed. */
    private static Optional<Instant> captureDuty(IntentFacts facts) {
        Instant end = facts.funds().captureBefore();
        if (end == null
                || facts.funds().capturable() == 0
                || facts.openOperation().isPresent()) {
            return Optional.empty();
        }
        List<Operation> releases = facts.operations().stream()
                .filter(operation -> operation.cause() == OperationCause.CAPTURE_WINDOW_CLOSED)
                .toList();
        return Optional.of(isWarned(facts) ? retryAfter(releases, end) : end.minus(Limits.CAPTURE_WARNING));
    }

    /** The warning comes first, however late: the feed tells it before the release. */
    private static boolean isWarned(IntentFacts facts) {
        return facts.funds().isCaptureDue();
    }

    private static Optional<Instant> expiry(IntentSnapshot intent) {
        boolean isOpen = intent.isSafeToRetry();
        return isOpen ? Optional.ofNullable(intent.facts().terms().expiresAt()) : Optional.empty();
    }

    /** A token that nobody used, or a payer who left it in the middle. One of an intent that is paid lies still. */
    private static Optional<Instant> tokenEnd(IntentSnapshot intent) {
        boolean isOpen = intent.isSafeToRetry() || intent.facts().tokenInUse().isPresent();
        return isOpen ? intent.facts().liveToken().flatMap(AccessToken::deadline) : Optional.empty();
    }

    private static Optional<Instant> reversals(IntentFacts facts) {
        return facts.unreversed()
                .flatMap(late -> reversal(facts, late).stream())
                .min(Instant::compareTo);
    }

    /**
     * A reversal that had no effect, or was refused, is tried again. The first is recorded with the approval itself,
     * where the counterparty can do it at all; where it cannot, only a person can.
     */
    private static Optional<Instant> reversal(IntentFacts facts, Attempt late) {
        List<Operation> tries = facts.operations().stream()
                .filter(operation -> operation.isReversal() && operation.attempt() == late.number())
                .toList();
        return tries.isEmpty()
                        || tries.stream()
                                .anyMatch(operation -> operation.course().isOpen())
                ? Optional.empty()
                : Optional.of(retryAfter(tries, facts.updatedAt()));
    }

    /**
     * Not before {@code first}, wherever the clock was set; each further try after twice the wait of the one before.
     */
    private static Instant retryAfter(List<Operation> tries, Instant first) {
        @Nullable
        Instant last =
                tries.isEmpty() ? null : tries.get(tries.size() - 1).course().endedAt();
        if (last == null) {
            return first;
        }
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(tries.size() - 1, 16));
        Instant again = last.plus(wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY);
        return again.isBefore(first) ? first : again;
    }

    private static boolean isDue(Optional<Instant> time, Instant now) {
        return time.isPresent() && !now.isBefore(time.get());
    }
}
