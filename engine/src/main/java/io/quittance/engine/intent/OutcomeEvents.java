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
import org.jspecify.annotations.Nullable;

/**
 * The event that an outcome is: one table for attempts, one for operations. Pure.
 *
 * @param terms for the time to capture
 */
record OutcomeEvents(AcquirerTerms terms) {

    /** What a report about an order that is open makes true. */
    IntentEvent of(Known known, AttemptReport report, Instant now) {
        int number = report.order().number();
        if (report.order().isAttempt()) {
            Course course = known.facts().attempts().get(number - 1).course();
            boolean isHeld = known.facts().terms().captureMethod() == CaptureMethod.MANUAL;
            Instant captureBefore = isHeld ? captureBefore(known.facts().terms(), now) : null;
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
    private Instant captureBefore(Terms wanted, Instant now) {
        Instant window = terms.captureWindow().endsAfter(now);
        Instant expiry = wanted.expiresAt();
        return expiry == null || expiry.isAfter(window) ? window : expiry;
    }

    private record OfAttempt(
            Instant now,
            int number,
            Course course,
            boolean afterInquiry,
            @Nullable Instant captureBefore) implements AttemptOutcome.Cases<IntentEvent> {

        @Override
        public IntentEvent approved(Approved yes) {
            return new AttemptApproved(now, number, yes.approval(), afterInquiry, captureBefore);
        }

        @Override
        public IntentEvent declined(Declined no) {
            return new AttemptDeclined(now, number, no.failure(), afterInquiry);
        }

        @Override
        public IntentEvent notProcessed(NotProcessed none) {
            return new AttemptNotProcessed(now, number, none.reason());
        }

        @Override
        public IntentEvent actionRequired(ActionRequired asked) {
            Instant until = until(course, asked);
            return now.isBefore(until)
                    ? new AttemptActionRequired(now, number, new NextAction(asked.url(), until))
                    : new AttemptInDoubt(now, number, Evidence.ACTION_OVERDUE, "its time for the payer is over");
        }

        @Override
        public IntentEvent unknown(Unknown unknown) {
            return new AttemptInDoubt(now, number, unknown.evidence(), unknown.detail());
        }
    }

    private record OfOperation(Instant now, int number, OperationKind kind, boolean afterInquiry)
            implements AttemptOutcome.Cases<IntentEvent> {

        @Override
        public IntentEvent approved(Approved yes) {
            return new OperationApproved(now, number, kind, yes.approval(), afterInquiry);
        }

        @Override
        public IntentEvent declined(Declined no) {
            return new OperationDeclined(now, number, kind, no.failure(), afterInquiry);
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
    }
}
