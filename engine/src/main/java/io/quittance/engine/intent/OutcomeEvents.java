package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.ActionRequired;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.engine.attempt.AttemptOutcome.Unknown;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.intent.IntentEvent.AttemptActionRequired;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.OperationEvent.OperationApproved;
import io.quittance.engine.intent.OperationEvent.OperationDeclined;
import io.quittance.engine.intent.OperationEvent.OperationInDoubt;
import io.quittance.engine.intent.OperationEvent.OperationNotProcessed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that an outcome is: one table for attempts, one for operations. Pure.
 *
 * @param terms of the counterparties, for the time to capture
 */
record OutcomeEvents(MethodTerms terms) {

    /** What a report about an order that is open makes true. */
    List<IntentEvent> of(Known known, AttemptReport report, Instant now) {
        int number = report.order().number();
        if (report.order().isAttempt()) {
            Course course = known.facts().attempts().get(number - 1).course();
            boolean isHeld = known.facts().terms().captureMethod() == CaptureMethod.MANUAL;
            Instant captureBefore = isHeld ? captureBefore(known.facts(), now) : null;
            return report.outcome().fold(new OfAttempt(now, number, course, report.afterInquiry(), captureBefore));
        }
        OperationKind kind = known.facts().operations().get(number - 1).kind();
        return report.outcome().fold(new OfOperation(now, number, kind, report.afterInquiry()));
    }

    /** Until when a payer is waited for: however long the counterparty would wait, not for ever. */
    static Instant until(Course course, ActionRequired asked) {
        Instant most = course.startedAt().plus(Limits.PAYER_ACTION);
        return asked.until() == null || asked.until().isAfter(most) ? most : asked.until();
    }

    /** The end of the counterparty's window, or the intent's own end when that comes first. */
    private Instant captureBefore(IntentFacts facts, Instant now) {
        Instant window = terms.of(facts).captureWindow().endsAfter(now);
        Instant expiry = facts.terms().expiresAt();
        return expiry == null || expiry.isAfter(window) ? window : expiry;
    }

    private record OfAttempt(
            Instant now,
            int number,
            Course course,
            boolean afterInquiry,
            @Nullable Instant captureBefore) implements AttemptOutcome.Cases<List<IntentEvent>> {

        @Override
        public List<IntentEvent> approved(Approved yes) {
            return List.of(new AttemptApproved(now, number, yes.approval(), afterInquiry, captureBefore, yes.card()));
        }

        @Override
        public List<IntentEvent> declined(Declined no) {
            return List.of(new AttemptDeclined(now, number, no.failure(), afterInquiry, no.card()));
        }

        @Override
        public List<IntentEvent> notProcessed(NotProcessed none) {
            return List.of(new AttemptNotProcessed(now, number, none.reason()));
        }

        @Override
        public List<IntentEvent> actionRequired(ActionRequired asked) {
            Instant until = until(course, asked);
            IntentEvent acknowledged = new AttemptActionRequired(now, number, new NextAction(asked.url(), until));
            return now.isBefore(until) || course.isInDoubt()
                    ? List.of(acknowledged)
                    : List.of(
                            acknowledged,
                            new AttemptInDoubt(now, number, Evidence.ACTION_OVERDUE, "its time for the payer is over"));
        }

        @Override
        public List<IntentEvent> unknown(Unknown unknown) {
            return List.of(new AttemptInDoubt(now, number, unknown.evidence(), unknown.detail()));
        }
    }

    private record OfOperation(Instant now, int number, OperationKind kind, boolean afterInquiry)
            implements AttemptOutcome.Cases<List<IntentEvent>> {

        @Override
        public List<IntentEvent> approved(Approved yes) {
            return List.of(new OperationApproved(now, number, kind, yes.approval(), afterInquiry));
        }

        @Override
        public List<IntentEvent> declined(Declined no) {
            return List.of(new OperationDeclined(now, number, kind, no.failure(), afterInquiry));
        }

        @Override
        public List<IntentEvent> notProcessed(NotProcessed none) {
            return List.of(new OperationNotProcessed(now, number, kind, none.reason()));
        }

        /** There is no payer any more whom it could ask: whatever that means, it is no outcome. */
        @Override
        public List<IntentEvent> actionRequired(ActionRequired asked) {
            return unknown(new Unknown(Evidence.SENT_WITHOUT_ANSWER, "it asked for an action of the payer"));
        }

        @Override
        public List<IntentEvent> unknown(Unknown unknown) {
            return List.of(new OperationInDoubt(now, number, kind, unknown.evidence(), unknown.detail()));
        }
    }
}
