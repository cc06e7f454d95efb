package io.quittance.engine.intent;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.intent.DoubtEvent.DoubtResolved;
import io.quittance.engine.intent.IntentCommand.Resolve;
import io.quittance.engine.intent.IntentDecision.Record;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentState.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an operator may say about an order, and what it makes of the intent. Pure. */
record ResolutionRules(MethodTerms terms) {

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
            events.addAll(new OutcomeEvents(terms)
                    .of(
                            known,
                            new AttemptReport(order.name(), outcome(said, order.name()), AttemptReport.Source.ANSWER),
                            now));
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
}
