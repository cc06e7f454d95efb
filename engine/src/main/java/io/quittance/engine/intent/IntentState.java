package io.quittance.engine.intent;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.attempt.PresentedCard;
import io.quittance.engine.intent.DoubtEvent.DoubtOverdue;
import io.quittance.engine.intent.DoubtEvent.DoubtResolved;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.DoubtEvent.ResolutionChecked;
import io.quittance.engine.intent.IntentEvent.AttemptActionRequired;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.AttemptProgressed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.CaptureDue;
import io.quittance.engine.intent.IntentEvent.IntentCanceled;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.IntentExpired;
import io.quittance.engine.intent.IntentEvent.PaymentSettled;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import org.jspecify.annotations.Nullable;

/**
 * A payment intent, folded from its events: one record per stage. The actor, the auditor and the simulator use this
 * same pure {@link #apply}; an event that cannot follow throws, which quarantines this intent and no other.
 *
 * <pre>
 * Absent ── created ──▶ Created ── attempt started ──▶ Pending ── approved, captured ──▶ Succeeded
 *                         ▲ │                           │ │ ▲ └── approved, held ──▶ Authorized ─┘ first capture
 *                         │ └─ canceled, expired ─▶ Closed│ └─ attempt started ─┐        │
 *                         └───────── not processed ───────┘ └── declined ──▶ Failed      └─ all voided ─▶ Closed
 * </pre>
 *
 * <p>A payer on the payment page is between Created or Failed and Pending: {@link InCheckout}, see {@link TokenFold}.
 * Operations and reversals run inside a stage; what they do to it stands in {@link OperationFold}.
 */
public sealed interface IntentState {

    /** The state after one more event. */
    IntentState apply(IntentEvent event);

    /** Nothing was ever recorded under this name. */
    record Absent() implements IntentState {

        @Override
        public IntentState apply(IntentEvent event) {
            if (event instanceof IntentCreated created) {
                Created state = new Created(IntentFacts.created(created), KeyLog.EMPTY, Outbox.EMPTY);
                Created known = created.request() == null
                        ? state
                        : state.with(
                                state.facts,
                                state.keys.with(KeyLog.Entry.ofCreation(created.request(), state.snapshot())));
                return known.heard(created);
            }
            throw new ImpossibleEvent("absent", event);
        }
    }

    /** An intent that exists: what is known of it, and the keys that it has seen. */
    sealed interface Known extends IntentState {

        IntentFacts facts();

        KeyLog keys();

        /** What is and was to be heard of it. */
        Outbox outbox();

        IntentStatus status();

        /** The same stage with other content. */
        Known with(IntentFacts changed, KeyLog changedKeys);

        /** The same stage and content with another outbox. */
        Known with(Outbox changed);

        /** The stage after an event that not every stage knows. */
        IntentState step(IntentEvent event);

        /** What an answer made from this state says. */
        default IntentSnapshot snapshot() {
            return new IntentSnapshot(status(), facts());
        }

        @Override
        default IntentState apply(IntentEvent event) {
            Known after = event instanceof NotificationEvent told ? with(outbox().apply(told)) : (Known) changed(event);
            return after.heard(event);
        }

        /** The same, when somebody is to hear of this event. */
        default Known heard(IntentEvent event) {
            IntentSnapshot after = snapshot();
            return EventType.of(event, after)
                    .map(type -> with(outbox().heard(event, type, after)))
                    .orElse(this);
        }

        private IntentState changed(IntentEvent event) {
            if (event instanceof RequestAnswered answered) {
                IntentFacts later = facts().touched(answered.at());
                return with(later, keys().answered(answered.request(), new IntentSnapshot(status(), later)));
            } else if (event instanceof OperationEvent operation) {
                return OperationFold.apply(this, operation);
            } else if (event instanceof TokenEvent token) {
                return TokenFold.apply(this, token);
            } else if (event instanceof LateApproval late && !late.order().isAttempt()) {
                return OperationFold.approveLate(this, late);
            } else if (event instanceof DoubtEvent doubt) {
                return with(doubt(doubt), keys());
            }
            return step(event);
        }

        private IntentFacts doubt(DoubtEvent event) {
            if (event instanceof DoubtOverdue overdue) {
                return facts().withCourse(overdue.order(), Course::alerted, overdue.at());
            } else if (event instanceof LateApproval late) {
                if (!facts().isClosedWithout(late.order())) {
                    throw new ImpossibleEvent(status().text(), event);
                }
                return facts().withAttempt(
                                late.order().number(),
                                a -> a.with(a.course().unconfirmed(false)).approvedLate(late.approval()),
                                late.at());
            }
            return event instanceof ResolutionChecked checked
                    ? facts().withCourse(checked.order(), course -> course.unconfirmed(false), checked.at())
                    : resolvedByHand((DoubtResolved) event);
        }

        /** What the acquirer did too late was settled by hand: nobody has to look any more. */
        private IntentFacts resolvedByHand(DoubtResolved event) {
            int number = event.order().number();
            boolean isLate = event.order().isAttempt()
                    ? facts().attempts().get(number - 1).lateApproval() != null
                    : facts().operations().get(number - 1).lateApproval() != null;
            if (!isLate) {
                return facts().withCourse(event.order(), course -> course.unconfirmed(true), event.at());
            }
            return event.order().isAttempt()
                    ? facts().withAttempt(number, late -> late.approvedLate(null), event.at())
                    : facts().withOperation(number, late -> late.approvedLate(null), event.at());
        }
    }

    /** A stage from which an attempt may start. */
    sealed interface Open extends Known {

        @Override
        default IntentState step(IntentEvent event) {
            if (event instanceof AttemptStarted started && started.number() == facts().nextAttempt()) {
                return Pending.begun(this, started);
            } else if (event instanceof IntentCanceled canceled) {
                IntentFacts closed = facts().touched(canceled.at()).closed(Closure.CANCELED);
                KeyLog told = canceled.request() == null
                        ? keys()
                        : keys().answered(canceled.request(), new IntentSnapshot(IntentStatus.FAILED, closed));
                return new Closed(closed, told, outbox());
            } else if (event instanceof IntentExpired expired) {
                return new Closed(facts().touched(expired.at()).closed(Closure.EXPIRED), keys(), outbox());
            }
            throw new ImpossibleEvent(status().text(), event);
        }
    }

    /** A stage with authorised money. */
    sealed interface Funded extends Known {

        @Override
        default IntentState step(IntentEvent event) {
            if (event instanceof PaymentSettled settled && facts().funds().settledAt() == null) {
                Funds funds = facts().funds().settled(settled.settledAt());
                return with(facts().touched(settled.at()).with(funds), keys());
            } else if (event instanceof CaptureDue due) {
                return with(facts().touched(due.at()).with(facts().funds().warned()), keys());
            } else if (event instanceof IntentExpired expired && facts().funds().capturable() > 0) {
                return released(expired);
            }
            throw new ImpossibleEvent(status().text(), event);
        }

        /** Nobody holds any longer what was not captured in time. */
        private IntentState released(IntentExpired expired) {
            Funds funds = facts().funds();
            IntentFacts after = facts().touched(expired.at()).with(funds.voidBack(funds.capturable()));
            return funds.captured() > 0
                    ? with(after, keys())
                    : new Closed(after.closed(Closure.EXPIRED), keys(), outbox());
        }
    }

    /** No attempt is under way, and none took money. */
    record Created(IntentFacts facts, KeyLog keys, Outbox outbox) implements Open {

        @Override
        public IntentStatus status() {
            return IntentStatus.CREATED;
        }

        @Override
        public Created with(IntentFacts changed, KeyLog changedKeys) {
            return new Created(changed, changedKeys, outbox);
        }

        @Override
        public Created with(Outbox changed) {
            return new Created(facts, keys, changed);
        }
    }

    /** The last attempt was declined; another may start. */
    record Failed(IntentFacts facts, KeyLog keys, Outbox outbox) implements Open {

        @Override
        public IntentStatus status() {
            return IntentStatus.FAILED;
        }

        @Override
        public Failed with(IntentFacts changed, KeyLog changedKeys) {
            return new Failed(changed, changedKeys, outbox);
        }

        @Override
        public Failed with(Outbox changed) {
            return new Failed(facts, keys, changed);
        }
    }

    /** A payer has given his card and nothing was sent: his issuer, or the merchant, has to say yes first. */
    record InCheckout(IntentFacts facts, KeyLog keys, Outbox outbox) implements Known {

        @Override
        public IntentStatus status() {
            return IntentStatus.PENDING;
        }

        @Override
        public InCheckout with(IntentFacts changed, KeyLog changedKeys) {
            return new InCheckout(changed, changedKeys, outbox);
        }

        @Override
        public InCheckout with(Outbox changed) {
            return new InCheckout(facts, keys, changed);
        }

        @Override
        public IntentState step(IntentEvent event) {
            if (event instanceof AttemptStarted started && started.number() == facts.nextAttempt()) {
                Pending begun = Pending.begun(this, started);
                return begun.with(begun.facts.executed(started.number()), begun.keys);
            }
            throw new ImpossibleEvent("in checkout", event);
        }
    }

    /** The last attempt is under way, or its outcome is unknown. */
    record Pending(IntentFacts facts, KeyLog keys, Outbox outbox) implements Known {

        @Override
        public IntentStatus status() {
            return IntentStatus.PENDING;
        }

        @Override
        public Pending with(IntentFacts changed, KeyLog changedKeys) {
            return new Pending(changed, changedKeys, outbox);
        }

        @Override
        public Pending with(Outbox changed) {
            return new Pending(facts, keys, changed);
        }

        /** An attempt begins. */
        static Pending begun(Known before, AttemptStarted started) {
            Attempt attempt = new Attempt(
                    started.number(),
                    started.referenceId(),
                    started.downstreamReference(),
                    started.method(),
                    Course.started(started.at(), started.deadline()));
            return new Pending(
                    before.facts().with(attempt, started.at()),
                    before.keys().with(KeyLog.Entry.ofAttempt(started)),
                    before.outbox());
        }

        /** The attempt that is under way or in doubt. */
        public Attempt attempt() {
            return facts.lastAttempt();
        }

        @Override
        public IntentState step(IntentEvent event) {
            Attempt open = attempt();
            if (event instanceof RequestJoined joined && joined.attempt() == open.number()) {
                return with(facts.touched(joined.at()), keys.joined(joined));
            } else if (event instanceof AttemptProgressed moved && moved.number() == open.number()) {
                return with(facts.withAttempt(open.number(), one -> one.came(moved.step()), moved.at()), keys);
            } else if (event instanceof AttemptActionRequired asked && asked.number() == open.number()) {
                return with(changed(open.course().awaitingPayer(asked.nextAction(), asked.at()), asked), keys);
            } else if (event instanceof AttemptInDoubt doubt && doubt.number() == open.number()) {
                return with(changed(open.course().inDoubt(doubt.at()), doubt), keys);
            } else if (event instanceof AttemptApproved yes && yes.number() == open.number()) {
                return approved(yes);
            } else if (event instanceof AttemptDeclined no && no.number() == open.number()) {
                IntentFacts refused = changed(open.course().declined(no.failure(), no.at()), no.card(), no);
                return new Failed(refused, answers(IntentStatus.FAILED, refused), outbox);
            } else if (event instanceof AttemptNotProcessed none && none.number() == open.number()) {
                return new Created(
                        changed(open.course().notProcessed(Failure.notProcessed(none.reason()), none.at()), none),
                        keys,
                        outbox);
            }
            throw new ImpossibleEvent("pending with attempt " + open.number(), event);
        }

        private IntentState approved(AttemptApproved yes) {
            long amount = facts.terms().amount().minorUnits();
            IntentFacts after = changed(attempt().course().approved(yes.approval(), yes.at()), yes.card(), yes);
            if (yes.captureBefore() != null) {
                IntentFacts held = after.with(Funds.held(amount, yes.captureBefore()));
                return new Authorized(held, answers(IntentStatus.PENDING, held), outbox);
            }
            IntentFacts paid = after.with(Funds.taken(amount));
            return new Succeeded(paid, answers(IntentStatus.SUCCEEDED, paid), outbox);
        }

        private IntentFacts changed(Course course, IntentEvent event) {
            return changed(course, null, event);
        }

        private IntentFacts changed(Course course, @Nullable PresentedCard card, IntentEvent event) {
            return facts.withAttempt(
                    attempt().number(), attempt -> attempt.with(course).presented(card), event.at());
        }

        /** The outcome is final: so is the answer to every key that asked for this attempt. */
        private KeyLog answers(IntentStatus status, IntentFacts after) {
            return keys.answered(OrderName.attempt(attempt().number()), new IntentSnapshot(status, after));
        }
    }

    /** The money is held; nothing of it was taken. */
    record Authorized(IntentFacts facts, KeyLog keys, Outbox outbox) implements Funded {

        @Override
        public IntentStatus status() {
            return IntentStatus.PENDING;
        }

        @Override
        public Authorized with(IntentFacts changed, KeyLog changedKeys) {
            return new Authorized(changed, changedKeys, outbox);
        }

        @Override
        public Authorized with(Outbox changed) {
            return new Authorized(facts, keys, changed);
        }
    }

    /** Money was taken. What is given back later changes amounts and never this. */
    record Succeeded(IntentFacts facts, KeyLog keys, Outbox outbox) implements Funded {

        @Override
        public IntentStatus status() {
            return IntentStatus.SUCCEEDED;
        }

        @Override
        public Succeeded with(IntentFacts changed, KeyLog changedKeys) {
            return new Succeeded(changed, changedKeys, outbox);
        }

        @Override
        public Succeeded with(Outbox changed) {
            return new Succeeded(facts, keys, changed);
        }
    }

    /** Canceled or expired, without money; for good. */
    record Closed(IntentFacts facts, KeyLog keys, Outbox outbox) implements Known {

        @Override
        public IntentStatus status() {
            return IntentStatus.FAILED;
        }

        @Override
        public Closed with(IntentFacts changed, KeyLog changedKeys) {
            return new Closed(changed, changedKeys, outbox);
        }

        @Override
        public Closed with(Outbox changed) {
            return new Closed(facts, keys, changed);
        }

        @Override
        public IntentState step(IntentEvent event) {
            throw new ImpossibleEvent("closed", event);
        }
    }
}
