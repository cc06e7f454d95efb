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
import io.quittance.engine.token.TokenEnd;
import java.util.List;
import java.util.stream.Stream;

/** An intent at each stage of its life. Where it had an attempt, the key {@code first} made the intent and paid. */
enum Stage {
    ABSENT(),
    CREATED(created(null)),
    PENDING(CREATED, byFirstKey()),
    REQUIRES_ACTION(PENDING, Events.actionRequired(1)),
    ACTION_OVERDUE(REQUIRES_ACTION, Events.actionOverdue(1)),
    IN_DOUBT(PENDING, inDoubt(1)),
    NOT_PROCESSED(PENDING, notProcessed(1)),
    FAILED(PENDING, declined(1)),
    FAILED_THEN_PENDING(FAILED, started(2, "second")),
    SUCCEEDED(PENDING, approved(1)),
    CANCELED(CREATED, Events.canceled()),
    EXPIRED_AFTER_DECLINE(FAILED, Events.expired()),
    AUTHORIZED(Events.createdManual(), byFirstKey(), Events.authorized(1)),
    CAPTURING(AUTHORIZED, Events.operation(1, CAPTURE, 1000)),
    CAPTURE_IN_DOUBT(CAPTURING, Events.operationInDoubt(1, CAPTURE)),
    CAPTURED(CAPTURING, Events.operationApproved(1, CAPTURE)),
    RELEASED(AUTHORIZED, Events.operation(1, VOID, 1250), Events.operationApproved(1, VOID)),
    REFUNDING(SUCCEEDED, Events.operation(1, REFUND, 250)),
    REFUND_IN_DOUBT(REFUNDING, Events.operationInDoubt(1, REFUND)),
    REFUNDED_IN_PART(REFUNDING, Events.operationApproved(1, REFUND)),
    SETTLED(SUCCEEDED, Events.settled()),
    LATE_APPROVED(NOT_PROCESSED, Events.lateApproval(1), Events.operation(1, REVERSAL, 1250)),
    TOKEN_ISSUED(CREATED, Tokens.issued(1, true)),
    TOKEN_USED(TOKEN_ISSUED, Tokens.used(1)),
    TOKEN_CHALLENGED(TOKEN_USED, Tokens.challenged(1)),
    TOKEN_PAUSED(TOKEN_USED, Tokens.authenticated(1), Tokens.paused(1)),
    TOKEN_EXECUTED(TOKEN_PAUSED, Tokens.resumed(1), Events.started(1, "token-1")),
    TOKEN_PAID(TOKEN_EXECUTED, approved(1)),
    TOKEN_DECLINED(TOKEN_EXECUTED, declined(1)),
    TOKEN_REVOKED(TOKEN_CHALLENGED, Tokens.ended(1, TokenEnd.REVOKED)),
    TOKEN_EXPIRED(TOKEN_ISSUED, Tokens.ended(1, TokenEnd.EXPIRED)),
    TOKEN_AFTER_DECLINE(FAILED, Tokens.issued(1, false)),
    TOKEN_USED_AFTER_DECLINE(TOKEN_AFTER_DECLINE, Tokens.used(1)),
    TOKEN_BESIDE_ATTEMPT(TOKEN_ISSUED, byFirstKey()),
    TOKEN_OVERTAKEN(TOKEN_BESIDE_ATTEMPT, approved(1));

    private final List<IntentEvent> events;

    Stage(IntentEvent... events) {
        this.events = List.of(events);
    }

    Stage(Stage earlier, IntentEvent... then) {
        this.events = Stream.concat(earlier.events.stream(), Stream.of(then)).toList();
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
