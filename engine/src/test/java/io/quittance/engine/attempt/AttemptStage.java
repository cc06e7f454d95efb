package io.quittance.engine.attempt;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Adapter;
import akka.testkit.ExplicitlyTriggeredScheduler;
import io.quittance.engine.attempt.PaymentAttempt.Command;
import io.quittance.engine.support.Given;
import io.quittance.engine.support.ScriptedProcessor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Where one attempt is played: clock and timers move together, and each step has ended before the next begins. */
final class AttemptStage implements AutoCloseable {

    static final String REFERENCE = Given.ID.value() + "-1";
    static final AttemptOrder ORDER = new AttemptOrder(REFERENCE, Given.TERMS.amount(), Given.card(2030, 12), true);

    /** An actor on this dispatcher has heard a message when the call that told it returns. */
    private static final String CALLING_THREAD = "akka.test.calling-thread-dispatcher";

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime timers = ManualTime.get(kit.system());
    private final ExplicitlyTriggeredScheduler scheduler =
            (ExplicitlyTriggeredScheduler) Adapter.toClassic(kit.system()).scheduler();
    private final InstantSource clock = () -> Given.NOW.plusMillis(scheduler.currentTimeMs());
    private final TestInbox<AttemptReport> reports = TestInbox.create();
    private final ScriptedProcessor processor = new ScriptedProcessor();

    ScriptedProcessor processor() {
        return processor;
    }

    ActorRef<Command> dispatch() {
        return spawn(PaymentAttempt.dispatch(run(), ORDER));
    }

    ActorRef<Command> resume() {
        return resume(Course.started(Given.NOW, Given.NOW));
    }

    ActorRef<Command> resume(Course course) {
        return spawn(PaymentAttempt.resume(run(), course));
    }

    /** Time passes; whatever falls due on the way happens at its own moment. */
    void pass(Duration time) {
        timers.timePasses(time);
    }

    /** What was reported since this was asked last. */
    List<AttemptReport> reports() {
        return reports.getAllReceived();
    }

    /** How much time has passed. */
    long elapsedSeconds() {
        return Duration.between(Given.NOW, clock.instant()).toSeconds();
    }

    void expectEnded(ActorRef<Command> attempt) {
        kit.createTestProbe().expectTerminated(attempt);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }

    private AttemptRun run() {
        return new AttemptRun(OrderName.attempt(1), Given.inquiry(REFERENCE), processor, reports.getRef());
    }

    private ActorRef<Command> spawn(Behavior<Command> behavior) {
        return kit.spawn(behavior, DispatcherSelector.fromConfig(CALLING_THREAD));
    }
}
