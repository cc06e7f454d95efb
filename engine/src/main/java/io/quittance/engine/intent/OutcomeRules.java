package io.quittance.engine.intent;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.engine.attempt.AttemptOutcome.Unknown;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.intent.DoubtEvent.DoubtResolved;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.IntentCommand.Resolve;
import io.quittance.engine.intent.IntentDecision.Record;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.PaymentSettled;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentFacts.OpenOrder;
import io.quittance.engine.intent.IntentState.Funded;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.OperationEvent.OperationApproved;
import io.quittance.engine.intent.OperationEvent.OperationDeclined;
import io.quittance.engine.intent.OperationEvent.OperationInDoubt;
import io.quittance.engine.intent.OperationEvent.OperationNotProcessed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the truth about an order makes of its intent, whoever tells it: the counterparty in time, the counterparty too
 * late, or an operator. Pure.
 */
public record OutcomeRules(AcquirerTerms terms) {

    /** What a report makes true; nothing when it says nothing new, or nothing that may be believed. */
    public List<IntentEvent> decide(IntentState state, AttemptReport report, Instant now) {
        if (!(state instanceof Known known)) {
            return List.of();
        }
        Optional<OpenOrder> open = open(known, report.order());
        if (open.isPresent()) {
            boolean isKnownDoubt =
                    report.outcome() instanceof Unknown && open.get().course().isInDoubt();
            return isKnownDoubt ? List.of() : List.of(event(known, report, now));
        }
        return report.outcome() instanceof Approved late
                ? late(known, report.order(), late.approval(), now)
                : List.of();
    }

    /** What an inquiry about an order makes true that was made because there was news of it. */
    List<IntentEvent> decide(IntentState state, OrderName order, InquiryAnswer answer, Instant now) {
        if (!(state instanceof Known known) || !(answer instanceof InquiryAnswer.Found found)) {
            return List.of();
        }
        List<IntentEvent> events = new ArrayList<>();
        if (!(found.outcome() instanceof Unknown)) {
            events.addAll(decide(state, new AttemptReport(order, found.outcome(), true), now));
        }
        Instant settledAt = found.settledAt();
        boolean isNewlySettled = known instanceof Funded
                && known.facts().funds().settledAt() == null
                && known.facts()
                        .authorizedAttempt()
                        .filter(paid -> paid.name().equals(order))
                        .isPresent();
        if (settledAt != null && isNewlySettled) {
            events.add(new PaymentSettled(now, settledAt));
        }
        return events;
    }

    /** An operator ends a doubt: the intent's own first, then a reversal that nobody else can settle. */
    IntentDecision decide(Known known, Resolve request, Instant now) {
        return KeyRules.stale(known, request.expectedVersion()).orElseGet(() -> resolve(known, request, now));
    }

    private IntentDecision resolve(Known known, Resolve request, Instant now) {
        Optional<OpenOrder> doubt = known.facts()
                .openOrders()
                .filter(order -> order.course().isInDoubt())
                .findFirst();
        if (doubt.isEmpty()) {
            return IntentDecision.because(
                    known.snapshot().isUnderWay() ? Refusal.Code.ATTEMPT_IN_PROGRESS : Refusal.Code.INTENT_CLOSED,
                    known,
                    "Nothing of this intent is in doubt, so there is nothing to resolve.");
        }
        OrderName order = doubt.get().name();
        Resolution resolution = request.resolution();
        List<IntentEvent> events = new ArrayList<>();
        events.add(new DoubtResolved(
                now, order, resolution.verdict().text(), resolution.evidence(), resolution.note(), resolution.actor()));
        events.add(event(known, new AttemptReport(order, outcome(resolution), false), now));
        if (request.request() != null) {
            events.add(new RequestAnswered(now, request.request()));
        }
        return new Record(events);
    }

    private static AttemptOutcome outcome(Resolution resolution) {
        String words = "an operator found: " + resolution.evidence();
        return switch (resolution.verdict()) {
            case APPROVED -> new Approved(Approval.UNNAMED);
            case DECLINED -> new Declined(new Failure("card_declined", words, null, null, null));
            case NOT_PROCESSED -> new NotProcessed(words);
        };
    }

    private static Optional<OpenOrder> open(Known known, OrderName order) {
        return known.facts()
                .openOrders()
                .filter(open -> open.name().equals(order))
                .findFirst();
    }

    private IntentEvent event(Known known, AttemptReport report, Instant now) {
        int number = report.order().number();
        if (report.order().isAttempt()) {
            boolean isHeld = known.facts().terms().captureMethod() == CaptureMethod.MANUAL;
            Instant captureBefore = isHeld ? terms.captureWindow().endsAfter(now) : null;
            return report.outcome().fold(new AttemptOutcome.Cases<IntentEvent>() {
                @Override
                public IntentEvent approved(Approved yes) {
                    return new AttemptApproved(now, number, yes.approval(), report.afterInquiry(), captureBefore);
                }

                @Override
                public IntentEvent declined(Declined no) {
                    return new AttemptDeclined(now, number, no.failure(), report.afterInquiry());
                }

                @Override
                public IntentEvent notProcessed(NotProcessed none) {
                    return new AttemptNotProcessed(now, number, none.reason());
                }

                @Override
                public IntentEvent unknown(Unknown unknown) {
                    return new AttemptInDoubt(now, number, unknown.evidence(), unknown.detail());
                }
            });
        }
        return operationEvent(known.facts().operations().get(number - 1), report, now);
    }

    private static IntentEvent operationEvent(Operation operation, AttemptReport report, Instant now) {
        int number = operation.number();
        OperationKind kind = operation.kind();
        return report.outcome().fold(new AttemptOutcome.Cases<IntentEvent>() {
            @Override
            public IntentEvent approved(Approved yes) {
                return new OperationApproved(now, number, kind, yes.approval(), report.afterInquiry());
            }

            @Override
            public IntentEvent declined(Declined no) {
                return new OperationDeclined(now, number, kind, no.failure(), report.afterInquiry());
            }

            @Override
            public IntentEvent notProcessed(NotProcessed none) {
                return new OperationNotProcessed(now, number, kind, none.reason());
            }

            @Override
            public IntentEvent unknown(Unknown unknown) {
                return new OperationInDoubt(now, number, kind, unknown.evidence(), unknown.detail());
            }
        });
    }

    /**
     * An approval of an order that was closed without effect: a conflict. What an attempt took is given back by a
     * reversal, in the same commit; an operation that was done after all counts from now on.
     */
    private List<IntentEvent> late(Known known, OrderName order, Approval approval, Instant now) {
        if (!known.facts().isClosedWithout(order)) {
            return List.of();
        }
        LateApproval conflict = new LateApproval(now, order, approval);
        return order.isAttempt() && terms.offers(Capability.REVERSAL)
                ? List.of(conflict, reversal(known.facts(), order.number(), now))
                : List.of(conflict);
    }

    /** The write-ahead event that undoes an approval which must not stand. */
    IntentEvent reversal(IntentFacts facts, int attempt, Instant now) {
        OperationRules.Plan plan = OperationRules.Plan.unasked(
                OperationKind.REVERSAL,
                OperationCause.LATE_APPROVAL,
                facts.terms().amount().minorUnits());
        return new OperationRules(terms).start(facts, facts.attempts().get(attempt - 1), plan, now);
    }
}
