package io.quittance.engine.intent;

import static io.quittance.engine.attempt.OperationKind.CAPTURE;
import static io.quittance.engine.attempt.OperationKind.REFUND;
import static io.quittance.engine.attempt.OperationKind.REVERSAL;
import static io.quittance.engine.attempt.OperationKind.VOID;
import static io.quittance.engine.intent.Events.approved;
import static io.quittance.engine.intent.Events.created;
import static io.quittance.engine.intent.Events.declined;
import static io.quittance.engine.intent.Events.inDoubt;
import static io.quittance.engine.intent.Events.notProcessed;
import static io.quittance.engine.intent.Events.started;

import io.quittance.engine.intent.IntentState.Known;
import java.util.List;

/** An intent at each stage of its life. Where it had an attempt, the key {@code first} made the intent and paid. */
enum Stage {
    ABSENT(List.of()),
    CREATED(List.of(created(null))),
    PENDING(List.of(created(null), byFirstKey())),
    IN_DOUBT(List.of(created(null), byFirstKey(), inDoubt(1))),
    NOT_PROCESSED(List.of(created(null), byFirstKey(), notProcessed(1))),
    FAILED(List.of(created(null), byFirstKey(), declined(1))),
    FAILED_THEN_PENDING(List.of(created(null), byFirstKey(), declined(1), started(2, "second"))),
    SUCCEEDED(List.of(created(null), byFirstKey(), approved(1))),
    CANCELED(List.of(created(null), Events.canceled())),
    EXPIRED_AFTER_DECLINE(List.of(created(null), byFirstKey(), declined(1), Events.expired())),
    AUTHORIZED(List.of(Events.createdManual(), byFirstKey(), Events.authorized(1))),
    CAPTURING(List.of(Events.createdManual(), byFirstKey(), Events.authorized(1), Events.operation(1, CAPTURE, 1000))),
    CAPTURE_IN_DOUBT(List.of(
            Events.createdManual(),
            byFirstKey(),
            Events.authorized(1),
            Events.operation(1, CAPTURE, 1000),
            Events.operationInDoubt(1, CAPTURE))),
    CAPTURED(List.of(
            Events.createdManual(),
            byFirstKey(),
            Events.authorized(1),
            Events.operation(1, CAPTURE, 1000),
            Events.operationApproved(1, CAPTURE))),
    RELEASED(List.of(
            Events.createdManual(),
            byFirstKey(),
            Events.authorized(1),
            Events.operation(1, VOID, 1250),
            Events.operationApproved(1, VOID))),
    REFUNDING(List.of(created(null), byFirstKey(), approved(1), Events.operation(1, REFUND, 250))),
    REFUND_IN_DOUBT(List.of(
            created(null),
            byFirstKey(),
            approved(1),
            Events.operation(1, REFUND, 250),
            Events.operationInDoubt(1, REFUND))),
    REFUNDED_IN_PART(List.of(
            created(null),
            byFirstKey(),
            approved(1),
            Events.operation(1, REFUND, 250),
            Events.operationApproved(1, REFUND))),
    SETTLED(List.of(created(null), byFirstKey(), approved(1), Events.settled())),
    LATE_APPROVED(List.of(
            created(null), byFirstKey(), notProcessed(1), Events.lateApproval(1), Events.operation(1, REVERSAL, 1250)));

    private final List<IntentEvent> events;

    Stage(List<IntentEvent> events) {
        this.events = events;
    }

    /** The state at this stage. */
    IntentState state() {
        return Events.fold(events);
    }

    /** The state of a stage at which the intent exists. */
    Known known() {
        return (Known) state();
    }

    private static IntentEvent byFirstKey() {
        return started(1, "order-1-1", "first", true);
    }
}
