package io.quittance.engine.intent;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.IntentState.Authorized;
import io.quittance.engine.intent.IntentState.Closed;
import io.quittance.engine.intent.IntentState.Funded;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.IntentState.Succeeded;
import io.quittance.engine.intent.OperationEvent.OperationApproved;
import io.quittance.engine.intent.OperationEvent.OperationDeclined;
import io.quittance.engine.intent.OperationEvent.OperationInDoubt;
import io.quittance.engine.intent.OperationEvent.OperationNotProcessed;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import java.time.Instant;

/** What an operation's events make of an intent: pure, a part of {@link IntentState#apply}. */
final class OperationFold {

    private OperationFold() {}

    static IntentState apply(Known state, OperationEvent event) {
        IntentFacts facts = state.facts();
        if (event instanceof OperationStarted started) {
            return start(state, started);
        } else if (event.number() < 1 || event.number() > facts.operations().size()) {
            throw new ImpossibleEvent(state.status().text(), event);
        }
        Operation operation = facts.operations().get(event.number() - 1);
        Course course = operation.course();
        Instant at = event.at();
        if (!course.isOpen()) {
            throw new ImpossibleEvent(operation.name().text() + " of it ended", event);
        } else if (event instanceof OperationInDoubt) {
            return state.with(changed(facts, operation, course.inDoubt(at), at), state.keys());
        } else if (event instanceof OperationApproved yes) {
            return approve(state, operation, yes.approval(), at);
        } else if (event instanceof OperationDeclined no) {
            return end(state, operation, changed(facts, operation, course.declined(no.failure(), at), at));
        }
        OperationNotProcessed none = (OperationNotProcessed) event;
        return state.with(
                changed(facts, operation, course.notProcessed(Failure.operationNotProcessed(none.reason()), at), at),
                state.keys());
    }

    private static IntentState start(Known state, OperationStarted started) {
        IntentFacts facts = state.facts();
        Operation operation = new Operation(
                started.number(),
                started.kind(),
                started.cause(),
                started.amount(),
                started.attempt(),
                started.downstreamReference(),
                started.isLast(),
                Course.started(started.at(), started.deadline()),
                null);
        boolean isPossible = operation.isReversal()
                ? started.attempt() <= facts.attempts().size()
                : state instanceof Funded && facts.openOperation().isEmpty();
        if (started.number() != facts.nextOperation() || !isPossible) {
            throw new ImpossibleEvent(state.status().text(), started);
        }
        KeyLog keys = started.request() == null
                ? state.keys()
                : state.keys().with(KeyLog.Entry.ofOperation(started.request(), started.number()));
        return state.with(facts.with(operation, started.at()), keys);
    }

    /**
     * An operation that was closed without effect was done after all. Its money is moved now; where there is none left,
     * or may be none because another operation is under way, a person has to look.
     */
    static IntentState approveLate(Known state, LateApproval late) {
        if (!state.facts().isClosedWithout(late.order())) {
            throw new ImpossibleEvent(state.status().text(), late);
        }
        Operation closed = state.facts().operations().get(late.order().number() - 1);
        Operation operation = closed.with(closed.course().unconfirmed(false));
        boolean isAlone =
                operation.isReversal() || state.facts().openOperation().isEmpty();
        return isAlone && isCovered(state.facts().funds(), operation)
                ? approve(state, operation, late.approval(), late.at())
                : state.with(
                        state.facts()
                                .withOperation(
                                        operation.number(), same -> operation.approvedLate(late.approval()), late.at()),
                        state.keys());
    }

    private static boolean isCovered(Funds funds, Operation operation) {
        return switch (operation.kind()) {
            case CAPTURE -> operation.amount() <= funds.capturable();
            case VOID -> operation.amount() <= funds.capturable() + funds.refundable();
            case REFUND -> operation.amount() <= funds.refundable();
            case REVERSAL -> true;
        };
    }

    private static IntentState approve(Known state, Operation operation, Approval approval, Instant at) {
        IntentFacts after = changed(state.facts(), operation, operation.course().approved(approval, at), at);
        return operation.isReversal()
                ? end(state, operation, after)
                : end(moved(after.with(moved(after.funds(), operation)), state, operation), operation);
    }

    private static Funds moved(Funds funds, Operation operation) {
        return switch (operation.kind()) {
            case CAPTURE -> funds.capture(operation.amount(), operation.isLast());
            case VOID -> funds.voidBack(operation.amount());
            case REFUND -> funds.refund(operation.amount());
            case REVERSAL -> funds;
        };
    }

    /**
     * The stage that the amounts make: the first capture pays the intent, and a hold that is all given back ends it.
     */
    private static Known moved(IntentFacts facts, Known before, Operation operation) {
        if (before instanceof Succeeded || facts.funds().captured() > 0) {
            return new Succeeded(facts, before.keys(), before.outbox());
        } else if (facts.funds().capturable() > 0) {
            return new Authorized(facts, before.keys(), before.outbox());
        }
        Closure why = operation.cause() == OperationCause.CAPTURE_WINDOW_CLOSED ? Closure.EXPIRED : Closure.CANCELED;
        return new Closed(facts.closed(why), before.keys(), before.outbox());
    }

    private static IntentState end(Known state, Operation operation, IntentFacts after) {
        return end(state.with(after, state.keys()), operation);
    }

    /** The outcome is final: so is the answer to the key that asked for it. */
    private static IntentState end(Known after, Operation operation) {
        return after.with(after.facts(), after.keys().answered(operation.name(), after.snapshot()));
    }

    private static IntentFacts changed(IntentFacts facts, Operation operation, Course course, Instant at) {
        return facts.withOperation(operation.number(), same -> same.with(course), at);
    }
}
