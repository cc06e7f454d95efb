package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.ActionRequired;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.DoubtEvent.ResolutionChecked;
import io.quittance.engine.intent.IntentEvent.AttemptProgressed;
import io.quittance.engine.intent.IntentEvent.PaymentSettled;
import io.quittance.engine.intent.IntentFacts.OpenOrder;
import io.quittance.engine.intent.IntentState.Funded;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.IntentState.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the truth about an order makes of its intent, told by the counterparty in time or too late. Pure. */
public record OutcomeRules(MethodTerms terms) {

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
            return isNews(open.get(), report, now) ? new OutcomeEvents(terms).of(known, report, now) : List.of();
        }
        return report.outcome() instanceof Approved late && known.facts().isClosedWithout(report.order())
                ? late(known, report.order(), late.approval(), now)
                : checked(known, report, now);
    }

    /**
     * An outcome is news, but for the absence of what was acknowledged: who asked the payer knows the order. That one
     * is not known is no news of a doubt, nor while the payer has his time.
     */
    private static boolean isNews(OpenOrder order, AttemptReport report, Instant now) {
        Course course = order.course();
        if (report.outcome() instanceof ActionRequired asked && order.name().isAttempt()) {
            return isNews(course, new NextAction(asked.url(), OutcomeEvents.until(course, asked)), now);
        } else if (report.source() == AttemptReport.Source.ABSENCE && course.nextAction() != null) {
            return false;
        }
        return report.outcome().isFinal() || course.isProcessing();
    }

    /** The first time always; then another page, or another time, while the payer has it. */
    private static boolean isNews(Course course, NextAction asked, Instant now) {
        NextAction known = course.nextAction();
        if (known == null) {
            return true;
        }
        boolean isSame = known.url().equals(asked.url())
                && Duration.between(known.until(), asked.until()).abs().compareTo(Limits.PAYER_ACTION_GRACE) < 0;
        return now.isBefore(asked.until()) && (!course.isAwaitingPayer() || !isSame);
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

    /**
     * What a payer is asked for at a terminal is news while his attempt is under way, once in a row, and so often: a
     * terminal cannot fill the journal.
     */
    public List<IntentEvent> progress(IntentState state, String downstreamReference, PayerStep step, Instant now) {
        if (!(state instanceof Pending pending)) {
            return List.of();
        }
        Attempt attempt = pending.attempt();
        List<PayerStep> come = attempt.atTerminal().steps();
        boolean isNews = attempt.downstreamReference().equals(downstreamReference)
                && attempt.course().isProcessing()
                && come.size() < Limits.PAYER_STEPS_MAX
                && (come.isEmpty() || come.get(come.size() - 1) != step);
        return isNews ? List.of(new AttemptProgressed(now, attempt.number(), step)) : List.of();
    }

    /**
     * Whether news of an order is done with this answer to it: one that is final, or one about an order that is asked
     * about until it is final. That an order which has ended waits for its payer says that the counterparty is behind.
     */
    static boolean isDone(IntentState state, OrderName order, AttemptOutcome said) {
        return said.isFinal()
                || state instanceof Known known && open(known, order).isPresent();
    }

    private static Optional<OpenOrder> open(Known known, OrderName order) {
        return known.facts()
                .openOrders()
                .filter(open -> open.name().equals(order))
                .findFirst();
    }

    /**
     * An approval of an order that was closed without effect: a conflict. What an attempt took is given back by a
     * reversal, in the same commit; an operation that was done after all counts from now on.
     */
    private List<IntentEvent> late(Known known, OrderName order, Approval approval, Instant now) {
        LateApproval conflict = new LateApproval(now, order, approval);
        if (!order.isAttempt()) {
            return List.of(conflict);
        }
        AcquirerTerms holder =
                terms.of(known.facts().attempts().get(order.number() - 1).method());
        return holder.offers(Capability.REVERSAL)
                ? List.of(conflict, new OperationRules(holder).reversal(known.facts(), order.number(), now))
                : List.of(conflict);
    }
}
