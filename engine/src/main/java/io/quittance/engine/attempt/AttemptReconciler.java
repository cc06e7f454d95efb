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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns an unknown outcome: asks the counterparty by the attempt's own reference, on the {@link InquirySchedule}, until
 * the answer is final. It never guesses and never gives up. "Not found" counts as proof only when it was said at least
 * twice in a row, the last time to an inquiry made after the counterparty's window. After a restart the window begins
 * at the attempt's recorded deadline: by then its order has left or never will, whoever was to send it.
 */
final class AttemptReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptReconciler.class);

    /** Absence is believed when it was seen this often in a row. */
    private static final int ABSENT_SIGHTINGS = 2;

    private final AttemptRun run;
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Instant doubtful;
    private final Instant departedBy;
    private @Nullable Instant askedAt;

    private AttemptReconciler(
            AttemptRun run, ActorContext<Command> context, TimerScheduler<Command> timers, boolean isOurOrder) {
        this.run = run;
        this.context = context;
        this.timers = timers;
        this.doubtful = run.clock().instant();
        this.departedBy = isOurOrder ? doubtful : run.departedBy();
    }

    /** After an order without an answer: the first inquiry comes after the first step of the schedule. */
    static Behavior<Command> afterDispatch(AttemptRun run) {
        return start(run, true, AttemptReconciler::scheduleNext);
    }

    /** After a restart: the first inquiry is made at once. */
    static Behavior<Command> resume(AttemptRun run) {
        return start(run, false, AttemptReconciler::inquire);
    }

    private static Behavior<Command> start(AttemptRun run, boolean isOurOrder, Consumer<AttemptReconciler> first) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            AttemptReconciler reconciler = new AttemptReconciler(run, context, timers, isOurOrder);
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
                .onMessageEquals(Timer.INQUIRY_OVERDUE, () -> onNoProof(0))
                .onMessage(PaymentAttempt.Inquired.class, inquired -> onInquired(inquired, absentSightings))
                .onMessage(PaymentAttempt.Answered.class, late -> onLateAnswer(late.outcome()))
                .build();
    }

    private Behavior<Command> onInquired(PaymentAttempt.Inquired inquired, int absentSightings) {
        if (inquired.answer() instanceof InquiryAnswer.Found found && isFinal(found.outcome())) {
            return report(found.outcome());
        } else if (!inquired.askedAt().equals(askedAt)) {
            // Of an inquiry that was given up: what it did not find may have come since.
            return Behaviors.same();
        }
        int sightings = inquired.answer() instanceof InquiryAnswer.NotFound ? absentSightings + 1 : 0;
        boolean isAfterWindow =
                !inquired.askedAt().isBefore(departedBy.plus(run.processor().absenceWindow()));
        if (sightings >= ABSENT_SIGHTINGS && isAfterWindow) {
            return report(new AttemptOutcome.NotProcessed(run.processor().name() + " knows no "
                    + run.downstreamReference() + "; asked again after its window"));
        }
        return onNoProof(sightings);
    }

    private Behavior<Command> onNoProof(int sightings) {
        timers.cancel(Timer.INQUIRY_OVERDUE);
        askedAt = null;
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
        Instant now = run.clock().instant();
        askedAt = now;
        timers.startSingleTimer(Timer.INQUIRY_OVERDUE, run.deadline());
        context.pipeToSelf(
                run.inquire(),
                (answer, failure) -> new PaymentAttempt.Inquired(
                        answer != null ? answer : new InquiryAnswer.NoAnswer(PaymentAttempt.describe(failure)), now));
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
