package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.ActionRequired;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.engine.attempt.AttemptOutcome.Unknown;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.intent.DoubtEvent.DoubtResolved;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.DoubtEvent.ResolutionChecked;
import io.quittance.engine.intent.IntentCommand.Resolve;
import io.quittance.engine.intent.IntentDecision.Record;
import io.quittance.engine.intent.IntentEvent.AttemptActionRequired;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        List<IntentEvent> events = outcome(known, report, now);
        return events.isEmpty() ? settled(known, report, now) : events;
    }

    private List<IntentEvent> outcome(Known known, AttemptReport report, Instant now) {
        Optional<OpenOrder> open = open(known, report.order());
        if (open.isPresent()) {
            return isNews(open.get().course(), report.outcome(), now) ? List.of(event(known, report, now)) : List.of();
        }
        return report.outcome() instanceof Approved late && known.facts().isClosedWithout(report.order())
                ? late(known, report.order(), late.approval(), now)
                : checked(known, report, now);
    }

    /** An outcome always is. That one is not known is no news of a doubt, nor while the payer has his time. */
    private static boolean isNews(Course course, AttemptOutcome outcome, Instant now) {
        if (outcome instanceof ActionRequired asked && now.isBefore(until(course, asked))) {
            NextAction known = course.nextAction();
            return !course.isAwaitingPayer() || known == null || !known.url().equals(asked.url());
        }
        return outcome.isFinal() || course.isProcessing();
    }

    /** An operator said how the order ended; now the counterparty has said it too, the same or something else. */
    private static List<IntentEvent> checked(Known known, AttemptReport report, Instant now) {
        boolean isAwaited =
                known.facts().ordersToInquire().anyMatch(order -> order.name().equals(report.order()));
        return isAwaited && report.outcome().isFinal()
                ? List.of(new ResolutionChecked(now, report.order(), verdict(report.outcome())))
                : List.of();
    }

    private static String verdict(AttemptOutcome outcome) {
        Resolution.Verdict refused =
                outcome instanceof Declined ? Resolution.Verdict.DECLINED : Resolution.Verdict.NOT_PROCESSED;
        return (outcome instanceof Approved ? Resolution.Verdict.APPROVED : refused).text();
    }

    /**
     * The money of the authorisation that this order is was settled, and that is new. Recorded by itself, after the
     * outcome: the answer of a key is the intent as its outcome made it.
     */
    private static List<IntentEvent> settled(Known known, AttemptReport report, Instant now) {
        Instant settledAt = report.settledAt();
        boolean isNew = known instanceof Funded
                && known.facts().funds().settledAt() == null
                && known.facts()
                        .authorizedAttempt()
                        .filter(paid -> paid.name().equals(report.order()))
                        .isPresent();
        return settledAt != null && isNew ? List.of(new PaymentSettled(now, settledAt)) : List.of();
    }

    /** An operator ends a doubt: the intent's own first, then a reversal that nobody else can settle. */
    IntentDecision decide(Known known, Resolve request, Instant now) {
        return KeyRules.stale(known, request.expectedVersion()).orElseGet(() -> resolve(known, request, now));
    }

    private IntentDecision resolve(Known known, Resolve request, Instant now) {
        Resolution resolution = request.resolution();
        String named = resolution.downstreamReference();
        List<Resolvable> all = Resolvable.of(known.facts());
        List<Resolvable> meant = all.stream()
                .filter(order -> named == null || named.equals(order.downstreamReference()))
                .toList();
        if (meant.isEmpty()) {
            return IntentDecision.because(
                    known.snapshot().isUnderWay() ? Refusal.Code.ATTEMPT_IN_PROGRESS : Refusal.Code.INTENT_CLOSED,
                    known,
                    "There is nothing to resolve" + (named == null ? "." : " under this reference."));
        } else if (meant.size() > 1) {
            return ambiguous(meant);
        } else if (!meant.get(0).isInDoubt() && resolution.verdict() != Resolution.Verdict.APPROVED) {
            return IntentDecision.refuse(Refusal.invalid(List.of(new FieldFault(
                    "/outcome",
                    "invalid",
                    "What the acquirer did too late can only be settled by hand: send \"approved\" when it is.",
                    resolution.verdict().text()))));
        }
        return new Record(resolved(known, request, meant.get(0), now));
    }

    private List<IntentEvent> resolved(Known known, Resolve request, Resolvable order, Instant now) {
        Resolution said = request.resolution();
        List<IntentEvent> events = new ArrayList<>();
        events.add(new DoubtResolved(
                now, order.name(), said.verdict().text(), said.evidence(), said.note(), said.actor()));
        if (order.isInDoubt()) {
            events.add(event(known, new AttemptReport(order.name(), outcome(said, order.name()), false), now));
        }
        if (request.request() != null) {
            events.add(new RequestAnswered(now, request.request()));
        }
        return events;
    }

    private static IntentDecision ambiguous(List<Resolvable> meant) {
        String references = meant.stream().map(Resolvable::downstreamReference).collect(Collectors.joining(", "));
        return IntentDecision.refuse(Refusal.invalid(List.of(new FieldFault(
                "/downstream_reference", "required", "Which of these is resolved? " + references, null))));
    }

    /** An order about which an operator may have the last word: in doubt, or done too late. */
    private record Resolvable(OrderName name, String downstreamReference, boolean isInDoubt) {

        static List<Resolvable> of(IntentFacts facts) {
            Stream<Resolvable> doubts = facts.openOrders()
                    .filter(order -> order.course().isInDoubt())
                    .map(order -> new Resolvable(order.name(), order.downstreamReference(), true));
            Stream<Resolvable> attempts = facts.unreversed()
                    .filter(late -> facts.operations().stream()
                            .noneMatch(operation -> operation.isReversal()
                                    && operation.attempt() == late.number()
                                    && operation.course().isOpen()))
                    .map(late -> new Resolvable(late.name(), late.downstreamReference(), false));
            Stream<Resolvable> operations = facts.operations().stream()
                    .filter(operation -> operation.lateApproval() != null)
                    .map(late -> new Resolvable(late.name(), late.downstreamReference(), false));
            return Stream.of(doubts, attempts, operations).flatMap(all -> all).toList();
        }
    }

    private static AttemptOutcome outcome(Resolution resolution, OrderName order) {
        String words = "an operator found out that it had no effect";
        return switch (resolution.verdict()) {
            case APPROVED -> new Approved(Approval.UNNAMED);
            case DECLINED ->
                new Declined(new Failure(
                        order.isAttempt() ? "card_declined" : "operation_declined", words, null, null, null));
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
            Instant captureBefore = isHeld ? captureBefore(known.facts().terms(), now) : null;
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
                public IntentEvent actionRequired(ActionRequired asked) {
                    Instant until =
                            until(known.facts().attempts().get(number - 1).course(), asked);
                    return now.isBefore(until)
                            ? new AttemptActionRequired(now, number, new NextAction(asked.url(), until))
                            : new AttemptInDoubt(
                                    now, number, Evidence.ACTION_OVERDUE, "its time for the payer is over");
                }

                @Override
                public IntentEvent unknown(Unknown unknown) {
                    return new AttemptInDoubt(now, number, unknown.evidence(), unknown.detail());
                }
            });
        }
        return operationEvent(known.facts().operations().get(number - 1), report, now);
    }

    /** However long the counterparty waits, its doubt begins when a payer's time is over. */
    private static Instant until(Course course, ActionRequired asked) {
        Instant most = course.startedAt().plus(Limits.PAYER_ACTION);
        return asked.until() == null || asked.until().isAfter(most) ? most : asked.until();
    }

    /** The end of the counterparty's window, or the intent's own end when that comes first. */
    private Instant captureBefore(Terms wanted, Instant now) {
        Instant window = terms.captureWindow().endsAfter(now);
        Instant expiry = wanted.expiresAt();
        return expiry == null || expiry.isAfter(window) ? window : expiry;
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

            /** There is no payer any more whom it could ask: whatever that means, it is no outcome. */
            @Override
            public IntentEvent actionRequired(ActionRequired asked) {
                return unknown(new Unknown(Evidence.SENT_WITHOUT_ANSWER, "it asked for an action of the payer"));
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
