package io.quittance.engine.attempt;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.quittance.engine.attempt.PaymentAttempt.Command;
import io.quittance.engine.attempt.PaymentAttempt.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns an unknown outcome: asks the counterparty by the attempt's own reference, on the {@link InquirySchedule}, until
 * the answer is final. It never guesses and never gives up. "Not found" counts as proof only when it was said at least
 * twice, the last time after the counterparty's window; the window starts anew after a restart, because an order of the
 * former process may have left until its last moment.
 */
final class AttemptReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptReconciler.class);

    /** Absence is believed when it was seen this often in a row. */
    private static final int ABSENT_SIGHTINGS = 2;

    private final AttemptRun run;
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Instant doubtful;

    private AttemptReconciler(AttemptRun run, ActorContext<Command> context, TimerScheduler<Command> timers) {
        this.run = run;
        this.context = context;
        this.timers = timers;
        this.doubtful = run.clock().instant();
    }

    /** After an order without an answer: the first inquiry comes after the first step of the schedule. */
    static Behavior<Command> afterDispatch(AttemptRun run) {
        return start(run, AttemptReconciler::scheduleNext);
    }

    /** After a restart: the first inquiry is made at once. */
    static Behavior<Command> resume(AttemptRun run) {
        return start(run, AttemptReconciler::inquire);
    }

    private static Behavior<Command> start(AttemptRun run, Consumer<AttemptReconciler> first) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            AttemptReconciler reconciler = new AttemptReconciler(run, context, timers);
            first.accept(reconciler);
            return reconciler.asking(0);
        }));
    }

    private Behavior<Command> asking(int absentSightings) {
        return Behaviors.receive(Command.class)
                .onMessageEquals(Timer.INQUIRE_NOW, () -> {
                    inquire();
                    return Behaviors.same();
                })
                .onMessageEquals(
                        Timer.INQUIRY_OVERDUE,
                        () -> onInquired(new InquiryAnswer.NoAnswer("no answer in time"), absentSightings))
                .onMessage(PaymentAttempt.Inquired.class, inquired -> onInquired(inquired.answer(), absentSightings))
                .onMessage(PaymentAttempt.Answered.class, late -> onLateAnswer(late.outcome()))
                .build();
    }

    private Behavior<Command> onInquired(InquiryAnswer answer, int absentSightings) {
        timers.cancel(Timer.INQUIRY_OVERDUE);
        if (answer instanceof InquiryAnswer.Found found && isFinal(found.outcome())) {
            return report(found.outcome());
        }
        int sightings = answer instanceof InquiryAnswer.NotFound ? absentSightings + 1 : 0;
        if (sightings >= ABSENT_SIGHTINGS && age().compareTo(run.processor().absenceWindow()) >= 0) {
            return report(new AttemptOutcome.NotProcessed(run.processor().name() + " knows no "
                    + run.downstreamReference() + "; asked again after its window"));
        }
        scheduleNext();
        return asking(sightings);
    }

    /** The answer to the order itself came after its deadline: as good as an inquiry's, when it is final. */
    private Behavior<Command> onLateAnswer(AttemptOutcome outcome) {
        return isFinal(outcome) ? report(outcome) : Behaviors.same();
    }

    private static boolean isFinal(AttemptOutcome outcome) {
        return !(outcome instanceof AttemptOutcome.Unknown);
    }

    private Behavior<Command> report(AttemptOutcome outcome) {
        run.report(outcome, true);
        return Behaviors.stopped();
    }

    private void inquire() {
        timers.startSingleTimer(Timer.INQUIRY_OVERDUE, run.deadline());
        context.pipeToSelf(
                run.processor().inquire(run.downstreamReference()),
                (answer, failure) -> new PaymentAttempt.Inquired(
                        answer != null ? answer : new InquiryAnswer.NoAnswer(PaymentAttempt.describe(failure))));
    }

    private void scheduleNext() {
        Duration age = age();
        if (InquirySchedule.isOverdue(age)) {
            LOG.error(
                    "attempt {} is in doubt for {} min. Its intent stays pending and takes no other attempt."
                            + " Ask {} about this reference",
                    run.downstreamReference(),
                    age.toMinutes(),
                    run.processor().name());
        }
        timers.startSingleTimer(
                Timer.INQUIRE_NOW, InquirySchedule.nextAfter(age).minus(age));
    }

    private Duration age() {
        return Duration.between(doubtful, run.clock().instant());
    }
}
