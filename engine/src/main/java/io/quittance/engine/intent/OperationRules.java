package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.IntentCommand.Operate;
import io.quittance.engine.intent.IntentDecision.Record;
import io.quittance.engine.intent.IntentEvent.IntentCanceled;
import io.quittance.engine.intent.IntentState.Authorized;
import io.quittance.engine.intent.IntentState.Closed;
import io.quittance.engine.intent.IntentState.Funded;
import io.quittance.engine.intent.IntentState.InCheckout;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.IntentState.Open;
import io.quittance.engine.intent.IntentState.Pending;
import io.quittance.engine.intent.IntentState.Succeeded;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.intent.Refusal.Code;
import io.quittance.engine.intent.TokenEvent.TokenEnded;
import io.quittance.engine.token.TokenEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether money may be captured, voided, refunded, or an intent canceled. What the counterparty does not offer and what
 * exceeds the money that is there is refused before any effect (X-9, FW-17, PP-18). Pure.
 */
record OperationRules(AcquirerTerms terms) {

    IntentDecision decide(Known known, Operate request, Instant now) {
        boolean isCheckoutEnded = known instanceof InCheckout && request.wish().verb() == OperationWish.Verb.CANCEL;
        return KeyRules.stale(known, request.expectedVersion())
                .or(() -> isCheckoutEnded ? Optional.empty() : busy(known))
                .orElseGet(() -> switch (request.wish().verb()) {
                    case CAPTURE -> capture(known, request, now);
                    case VOID -> giveBack(known, request, OperationKind.VOID, now);
                    case REFUND -> giveBack(known, request, OperationKind.REFUND, now);
                    case CANCEL -> cancel(known, request, now);
                    case REVERSE -> reverse(known, request, now);
                });
    }

    /** While the outcome of anything is open no money moves: what is there to move is not known. */
    private static Optional<IntentDecision> busy(Known known) {
        IntentSnapshot snapshot = known.snapshot();
        if (snapshot.isInDoubt()) {
            return Optional.of(IntentDecision.because(
                    Code.ATTEMPT_IN_DOUBT, known, "The last outcome is not known yet and is being inquired."));
        } else if (known instanceof Pending || snapshot.isUnderWay()) {
            return Optional.of(IntentDecision.because(
                    Code.ATTEMPT_IN_PROGRESS,
                    known,
                    snapshot.nextAction() == null
                            ? "An attempt or operation is under way."
                            : "The payer is asked to confirm the attempt, and may still do so until "
                                    + snapshot.nextAction().until() + "."));
        }
        long asked = known.facts().operations().stream()
                .filter(operation -> operation.cause().isWish())
                .count();
        return asked < Limits.OPERATIONS_PER_INTENT_MAX
                ? Optional.empty()
                : Optional.of(
                        IntentDecision.because(Code.INTENT_CLOSED, known, "This intent has used its last operation."));
    }

    private IntentDecision capture(Known known, Operate request, Instant now) {
        Funds funds = known.facts().funds();
        Instant end = funds.captureBefore();
        boolean isReleased = known.facts().closure() == Closure.EXPIRED;
        if (end != null && (isReleased || funds.capturable() > 0 && !now.isBefore(end))) {
            return IntentDecision.because(
                    Code.CAPTURE_WINDOW_CLOSED, known, "The time to capture ended at " + end + ".");
        } else if (known instanceof Closed) {
            return closed(known);
        }
        long amount = wanted(request, funds.capturable());
        if (amount < 1 || amount > funds.capturable()) {
            return beyond(Code.AMOUNT_EXCEEDS_CAPTURABLE, known, funds.capturable(), "captured");
        }
        boolean isPartial = amount < funds.capturable();
        boolean isAgain = funds.captured() > 0;
        Boolean last = request.wish().isLast();
        boolean isLast = last != null ? last : isPartial && !terms.offers(Capability.MULTIPLE_CAPTURE);
        return missing(isPartial, Capability.PARTIAL_CAPTURE)
                .or(() -> missing(isAgain || isPartial && !isLast, Capability.MULTIPLE_CAPTURE))
                .orElseGet(() ->
                        record(start(known.facts(), Plan.of(OperationKind.CAPTURE, amount, request, isLast), now)));
    }

    private IntentDecision giveBack(Known known, Operate request, OperationKind kind, Instant now) {
        boolean isVoid = kind == OperationKind.VOID;
        Funds funds = known.facts().funds();
        long available = isVoid ? funds.voidable() : funds.refundable();
        long amount = wanted(request, available);
        boolean isPartial = amount < (isVoid ? funds.authorized() : available);
        Optional<IntentDecision> notOffered = notOffered(known, isVoid, isPartial && amount > 0);
        if (notOffered.isPresent()) {
            return notOffered.get();
        } else if (known instanceof Closed) {
            return closed(known);
        } else if (amount < 1 || amount > available) {
            return isVoid
                    ? beyond(Code.AMOUNT_EXCEEDS_VOIDABLE, known, available, "voided")
                    : beyond(Code.AMOUNT_EXCEEDS_REFUNDABLE, known, available, "refunded");
        }
        return record(start(known.facts(), Plan.of(kind, amount, request, false), now));
    }

    private Optional<IntentDecision> notOffered(Known known, boolean isVoid, boolean isPartial) {
        if (isVoid) {
            return missing(true, Capability.VOID).or(() -> missing(isPartial, Capability.PARTIAL_VOID));
        }
        boolean isEarly = known instanceof Succeeded && !isSettled(known.facts());
        return missing(true, Capability.REFUND)
                .or(() -> missing(isPartial, Capability.PARTIAL_REFUND))
                .or(() -> missing(isEarly, Capability.REFUND_BEFORE_SETTLEMENT));
    }

    private IntentDecision cancel(Known known, Operate request, Instant now) {
        if (known instanceof Closed) {
            return known.facts().closure() == Closure.CANCELED
                    ? KeyRules.answerExisting(known, request, now)
                    : closed(known);
        } else if (known instanceof Open || known instanceof InCheckout) {
            List<IntentEvent> events = new ArrayList<>();
            known.facts()
                    .liveToken()
                    .ifPresent(token -> events.add(new TokenEnded(now, token.number(), TokenEnd.REVOKED)));
            events.add(new IntentCanceled(now, request.wish().reason(), request.request()));
            return new Record(List.copyOf(events));
        } else if (known instanceof Authorized) {
            return missing(true, Capability.VOID).orElseGet(() -> record(release(known.facts(), request, now)));
        }
        return IntentDecision.because(
                Code.ALREADY_SUCCEEDED, known, "This intent is paid. To give the money back, reverse or refund it.");
    }

    private OperationStarted release(IntentFacts facts, Operate request, Instant now) {
        Plan plan = Plan.of(OperationKind.VOID, facts.funds().capturable(), request, false);
        return start(facts, plan.because(OperationCause.CANCEL), now);
    }

    /** Void while nothing is settled and the counterparty can, refund otherwise; always all that is there (CX-12). */
    private IntentDecision reverse(Known known, Operate request, Instant now) {
        Funds funds = known.facts().funds();
        if (known instanceof Closed) {
            return closed(known);
        } else if (!(known instanceof Funded) || funds.refundable() + funds.capturable() == 0) {
            return beyond(Code.AMOUNT_EXCEEDS_REFUNDABLE, known, 0, "given back");
        }
        boolean isPart = funds.voidable() < funds.authorized();
        boolean canVoid = terms.offers(Capability.VOID) && (!isPart || terms.offers(Capability.PARTIAL_VOID));
        boolean isVoid = !isSettled(known.facts()) && canVoid || funds.refundable() == 0;
        Optional<IntentDecision> notOffered = notOffered(known, isVoid, isVoid && isPart);
        Plan plan = isVoid
                ? Plan.of(OperationKind.VOID, funds.voidable(), request, false)
                : Plan.of(OperationKind.REFUND, funds.refundable(), request, false);
        return notOffered.orElseGet(() -> record(start(known.facts(), plan.because(OperationCause.REVERSE), now)));
    }

    /** As far as is known: the counterparty said so, or refused to void what was captured. */
    private static boolean isSettled(IntentFacts facts) {
        return facts.funds().settledAt() != null
                || facts.funds().capturable() == 0
                        && facts.operations().stream()
                                .anyMatch(operation -> operation.kind() == OperationKind.VOID
                                        && operation.status() == AttemptStatus.DECLINED);
    }

    /**
     * What is to be done, and for whom.
     *
     * @param request the keyed request; null when no request asked for it
     */
    record Plan(
            OperationKind kind,
            OperationCause cause,
            @Nullable String reason,
            long amount,
            boolean isLast,
            @Nullable KeyedRequest request) {

        static Plan of(OperationKind kind, long amount, Operate asked, boolean isLast) {
            return new Plan(kind, OperationCause.REQUEST, asked.wish().reason(), amount, isLast, asked.request());
        }

        /** Nobody asked for it. */
        static Plan unasked(OperationKind kind, OperationCause cause, long amount) {
            return new Plan(kind, cause, null, amount, false, null);
        }

        Plan because(OperationCause why) {
            return new Plan(kind, why, reason, amount, isLast, request);
        }
    }

    /** The write-ahead event that undoes an approval which must not stand. */
    OperationStarted reversal(IntentFacts facts, int attempt, Instant now) {
        Plan plan = Plan.unasked(
                OperationKind.REVERSAL,
                OperationCause.LATE_APPROVAL,
                facts.terms().amount().minorUnits());
        return start(facts, facts.attempts().get(attempt - 1), plan, now);
    }

    /** The write-ahead event of an operation on the money that was authorised. */
    OperationStarted start(IntentFacts facts, Plan plan, Instant now) {
        return start(facts, facts.authorizedAttempt().orElseThrow(), plan, now);
    }

    private OperationStarted start(IntentFacts facts, Attempt original, Plan plan, Instant now) {
        int number = facts.nextOperation();
        return new OperationStarted(
                now,
                number,
                plan.kind(),
                plan.cause(),
                plan.reason(),
                plan.amount(),
                original.number(),
                OrderName.operation(number).reference(facts.id().value()),
                terms.processor(),
                now.plus(terms.answerDeadline()),
                plan.isLast(),
                plan.request());
    }

    private static IntentDecision record(OperationStarted event) {
        return new Record(List.of(event));
    }

    private static long wanted(Operate request, long all) {
        Long amount = request.wish().amount();
        return amount == null ? all : amount;
    }

    private Optional<IntentDecision> missing(boolean isNeeded, Capability capability) {
        return !isNeeded || terms.offers(capability)
                ? Optional.empty()
                : Optional.of(IntentDecision.refuse(Refusal.notSupported(terms.processor(), capability)));
    }

    private static IntentDecision closed(Known known) {
        return IntentDecision.because(Code.INTENT_CLOSED, known, "This intent is closed and holds no money.");
    }

    private static IntentDecision beyond(Code code, Known known, long available, String verb) {
        return IntentDecision.because(
                code, known, "At most " + available + " minor units of this intent can be " + verb + " now.");
    }
}
