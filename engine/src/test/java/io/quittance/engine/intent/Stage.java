package io.quittance.engine.intent;

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
    SUCCEEDED(List.of(created(null), byFirstKey(), approved(1)));

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
