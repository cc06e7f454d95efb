package io.quittance.engine.intent;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentEvent.RequestJoined;

/**
 * A payment intent, folded from its events: one record per stage. The actor, the auditor and the simulator use this
 * same pure {@link #apply}; an event that cannot follow throws, which quarantines this intent and no other.
 *
 * <pre>
 * Absent ── created ──▶ Created ── attempt started ──▶ Pending ── approved ──▶ Succeeded
 *                          ▲                            │  ▲ └─ declined ──▶ Failed ─┐
 *                          └────── not processed ───────┘  └──── attempt started ────┘
 * </pre>
 */
public sealed interface IntentState {

    /** The state after one more event. */
    IntentState apply(IntentEvent event);

    /** Nothing was ever recorded under this name. */
    record Absent() implements IntentState {

        @Override
        public IntentState apply(IntentEvent event) {
            if (event instanceof IntentCreated created) {
                Created state = new Created(IntentFacts.created(created), KeyLog.EMPTY);
                return created.request() == null
                        ? state
                        : state.with(
                                state.facts,
                                state.keys.with(KeyLog.Entry.ofCreation(created.request(), state.snapshot())));
            }
            throw new ImpossibleEvent("absent", event);
        }
    }

    /** An intent that exists: what is known of it, and the keys that it has seen. */
    sealed interface Known extends IntentState {

        IntentFacts facts();

        KeyLog keys();

        IntentStatus status();

        /** The same stage with other content. */
        Known with(IntentFacts changed, KeyLog changedKeys);

        /** The stage after an event that moves money or tries to. */
        IntentState step(IntentEvent event);

        /** What an answer made from this state says. */
        default IntentSnapshot snapshot() {
            return new IntentSnapshot(status(), facts());
        }

        @Override
        default IntentState apply(IntentEvent event) {
            if (event instanceof RequestAnswered answered) {
                IntentFacts later = facts().touched(answered.at());
                return with(later, keys().answered(answered.request(), new IntentSnapshot(status(), later)));
            }
            return step(event);
        }
    }

    /** A stage from which an attempt may start. */
    sealed interface Open extends Known {

        @Override
        default IntentState step(IntentEvent event) {
            if (event instanceof AttemptStarted started && started.number() == facts().nextNumber()) {
                Attempt attempt = new Attempt(
                        started.number(),
                        started.referenceId(),
                        started.downstreamReference(),
                        AttemptStatus.PENDING,
                        started.method(),
                        null,
                        null,
                        started.at(),
                        started.deadline(),
                        null);
                return new Pending(facts().with(attempt, started.at()), keys().with(KeyLog.Entry.ofAttempt(started)));
            }
            throw new ImpossibleEvent(status().text(), event);
        }
    }

    /** No attempt is under way, and none took money. */
    record Created(IntentFacts facts, KeyLog keys) implements Open {

        @Override
        public IntentStatus status() {
            return IntentStatus.CREATED;
        }

        @Override
        public Created with(IntentFacts changed, KeyLog changedKeys) {
            return new Created(changed, changedKeys);
        }
    }

    /** The last attempt was declined; another may start. */
    record Failed(IntentFacts facts, KeyLog keys) implements Open {

        @Override
        public IntentStatus status() {
            return IntentStatus.FAILED;
        }

        @Override
        public Failed with(IntentFacts changed, KeyLog changedKeys) {
            return new Failed(changed, changedKeys);
        }
    }

    /** The last attempt is under way, or its outcome is unknown. */
    record Pending(IntentFacts facts, KeyLog keys) implements Known {

        @Override
        public IntentStatus status() {
            return IntentStatus.PENDING;
        }

        @Override
        public Pending with(IntentFacts changed, KeyLog changedKeys) {
            return new Pending(changed, changedKeys);
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
            } else if (event instanceof AttemptInDoubt doubt && doubt.number() == open.number()) {
                return with(facts.withLast(open.inDoubt(), doubt.at()), keys);
            } else if (event instanceof AttemptApproved yes && yes.number() == open.number()) {
                IntentFacts paid = facts.withLast(open.approved(yes.approval(), yes.at()), yes.at())
                        .captured();
                return new Succeeded(paid, answers(IntentStatus.SUCCEEDED, paid));
            } else if (event instanceof AttemptDeclined no && no.number() == open.number()) {
                IntentFacts refused = facts.withLast(open.declined(no.failure(), no.at()), no.at());
                return new Failed(refused, answers(IntentStatus.FAILED, refused));
            } else if (event instanceof AttemptNotProcessed none && none.number() == open.number()) {
                return new Created(facts.withLast(open.notProcessed(none.reason(), none.at()), none.at()), keys);
            }
            throw new ImpossibleEvent("pending with attempt " + open.number(), event);
        }

        /** The outcome is final: so is the answer to every key that asked for this attempt. */
        private KeyLog answers(IntentStatus status, IntentFacts after) {
            return keys.answered(attempt().number(), new IntentSnapshot(status, after));
        }
    }

    /** The money was taken. */
    record Succeeded(IntentFacts facts, KeyLog keys) implements Known {

        @Override
        public IntentStatus status() {
            return IntentStatus.SUCCEEDED;
        }

        @Override
        public Succeeded with(IntentFacts changed, KeyLog changedKeys) {
            return new Succeeded(changed, changedKeys);
        }

        @Override
        public IntentState step(IntentEvent event) {
            throw new ImpossibleEvent(status().text(), event);
        }
    }
}
