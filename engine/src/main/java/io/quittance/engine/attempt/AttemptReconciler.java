package io.quittance.engine.attempt;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.quittance.engine.attempt.AttemptReport.Source;
import io.quittance.engine.attempt.PaymentAttempt.Command;
import io.quittance.engine.attempt.PaymentAttempt.Timer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Owns an unknown outcome: asks the counterparty by the order's own reference, on the {@link InquirySchedule}, until
 * the answer is final. It never guesses and never gives up. "Not found" counts as proof only when it was said at least
 * twice in a row, the last time to an inquiry made after the counterparty's window. The window begins when the order
 * can leave no more. A connector says until when it lets it leave; a former process, which may still be alive, gives it
 * to its connector soon after it was recorded, or never. All of this is measured by timers: a wall clock that jumps
 * proves nothing. Of an open order that the counterparty has acknowledged, absence proves nothing ever.
 *
 * <p>While the counterparty waits for the payer it is asked every minute at least; when the payer's time is over the
 * schedule begins anew.
 */
final class AttemptReconciler {

    /** Absence is believed when it was seen this often in a row. */
    private static final int ABSENT_SIGHTINGS = 2;

    /** After the window, absence that was seen once is looked for again this soon. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final AttemptRun run;
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final boolean isOurOrder;
    private Duration elapsed = Duration.ZERO;
    private Duration planned = Duration.ZERO;
    private long question;
    private boolean isAsking;
    private boolean isWindowOver;
    private boolean askedAfterWindow;
    private boolean isTold;
    private boolean isOrderAnswered;
    private boolean isAcknowledged;
    private boolean isPayerAsked;

    private AttemptReconciler(
            AttemptRun run, ActorContext<Command> context, TimerScheduler<Command> timers, boolean isOurOrder) {
        this.run = run;
        this.context = context;
        this.timers = timers;
        this.isOurOrder = isOurOrder;
        this.isTold = isOurOrder;
    }

    /**
     * After an order without a final answer: the first inquiry comes after the first step of the schedule.
     *
     * @param isOrderAnswered whether the order's exchange has ended, so that no late answer can come; else it is
     *     overdue
     */
    static Behavior<Command> afterDispatch(AttemptRun run, boolean isOrderAnswered) {
        Duration mayLeaveFor = isOrderAnswered ? run.processor().leavesAfterAnswer() : Duration.ZERO;
        return start(run, mayLeaveFor, true, reconciler -> {
            reconciler.isOrderAnswered = isOrderAnswered;
            reconciler.askNext();
        });
    }

    /** After a restart: the first inquiry is made at once. */
    static Behavior<Command> resume(AttemptRun run, Course course) {
        return start(run, run.mayLeaveAfterRestart(), false, reconciler -> {
            reconciler.isAcknowledged = course.nextAction() != null && course.isOpen();
            reconciler.isPayerAsked = course.isAwaitingPayer();
            reconciler.inquire();
        });
    }

    private static Behavior<Command> start(
            AttemptRun run, Duration mayLeaveFor, boolean isOurOrder, Consumer<AttemptReconciler> first) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            AttemptReconciler reconciler = new AttemptReconciler(run, context, timers, isOurOrder);
            timers.startSingleTimer(
                    Timer.WINDOW_OVER, mayLeaveFor.plus(run.processor().absenceWindow()));
            first.accept(reconciler);
            return reconciler.asking(0);
        }));
    }

    private Behavior<Command> asking(int absentSightings) {
        return Behaviors.receive(Command.class)
                .onMessageEquals(Timer.INQUIRY_DUE, () -> {
                    elapsed = elapsed.plus(planned);
                    inquire();
                    return Behaviors.same();
                })
                .onMessage(PaymentAttempt.Word.class, this::onWord)
                .onMessageEquals(Timer.WINDOW_OVER, () -> onWindowOver(absentSightings))
                .onMessageEquals(Timer.INQUIRY_OVERDUE, () -> {
                    elapsed = elapsed.plus(run.deadline());
                    return onNoProof("no answer to an inquiry", 0);
                })
                .onMessage(PaymentAttempt.Inquired.class, inquired -> onInquired(inquired, absentSightings))
                .onMessage(PaymentAttempt.Answered.class, late -> onLateAnswer(late.outcome()))
                .build();
    }

    private Behavior<Command> onWord(PaymentAttempt.Word word) {
        switch (word) {
            case INQUIRE_NOW -> inquire();
            case PAYER_ASKED -> {
                isAcknowledged = true;
                isPayerAsked = true;
            }
            case PAYER_OVERDUE -> {
                isPayerAsked = false;
                elapsed = Duration.ZERO;
                planned = Duration.ZERO;
                inquire();
            }
        }
        return Behaviors.same();
    }

    /** From now on absence proves something: what was not found before is looked for at once. */
    private Behavior<Command> onWindowOver(int absentSightings) {
        isWindowOver = true;
        if (absentSightings > 0) {
            inquire();
        }
        return Behaviors.same();
    }

    private Behavior<Command> onInquired(PaymentAttempt.Inquired inquired, int absentSightings) {
        if (inquired.answer() instanceof InquiryAnswer.Found found
                && found.outcome().isFinal()) {
            run.report(found);
            return ended(found.outcome());
        } else if (inquired.answer() instanceof InquiryAnswer.Found asked && isAcknowledgement(asked.outcome())) {
            onAcknowledged(asked.outcome());
        }
        if (!isAsking || inquired.question() != question) {
            // Of an inquiry that was given up: what it did not find may have come since.
            return Behaviors.same();
        }
        boolean isAbsent = inquired.answer() instanceof InquiryAnswer.NotFound && !isAcknowledged;
        int sightings = isAbsent ? absentSightings + 1 : 0;
        if (sightings >= ABSENT_SIGHTINGS && askedAfterWindow) {
            return report(
                    new AttemptOutcome.NotProcessed(run.processor().name() + " knows no "
                            + run.question().downstreamReference() + "; asked again after its window"),
                    Source.ABSENCE);
        }
        return onNoProof(words(inquired.answer()), sightings);
    }

    private static String words(InquiryAnswer answer) {
        return answer instanceof InquiryAnswer.NoAnswer none ? none.detail() : "not found, or not final yet";
    }

    /** A former process left the order open, and the first inquiry did not settle it: that is a doubt, and is told. */
    private Behavior<Command> onNoProof(String words, int sightings) {
        timers.cancel(Timer.INQUIRY_OVERDUE);
        isAsking = false;
        if (!isTold) {
            isTold = true;
            run.report(new AttemptOutcome.Unknown(Evidence.INTERRUPTED, words), Source.INQUIRY);
        }
        if (sightings > 0 && askedAfterWindow) {
            askIn(LOOK_AGAIN);
        } else {
            askNext();
        }
        return asking(sightings);
    }

    /** The answer to the order itself came after its deadline: as good as an inquiry's, when it is final. */
    private Behavior<Command> onLateAnswer(AttemptOutcome outcome) {
        isOrderAnswered = true;
        if (isAcknowledgement(outcome)) {
            onAcknowledged(outcome);
        }
        return outcome.isFinal() ? report(outcome, Source.INQUIRY) : Behaviors.same();
    }

    /** It is no doubt that the counterparty has the order and waits; the intent says when that is recorded. */
    private void onAcknowledged(AttemptOutcome outcome) {
        isTold = true;
        run.report(outcome, Source.INQUIRY);
    }

    private static boolean isAcknowledgement(AttemptOutcome outcome) {
        return outcome instanceof AttemptOutcome.ActionRequired;
    }

    private Behavior<Command> report(AttemptOutcome outcome, Source source) {
        run.report(outcome, source);
        return ended(outcome);
    }

    private Behavior<Command> ended(AttemptOutcome outcome) {
        boolean mayStillBeAnswered = isOurOrder && !isOrderAnswered;
        return mayStillBeAnswered && !(outcome instanceof AttemptOutcome.Approved)
                ? PaymentAttempt.listening(run)
                : Behaviors.stopped();
    }

    private void inquire() {
        if (isAsking) {
            return;
        }
        isAsking = true;
        question++;
        long asked = question;
        askedAfterWindow = isWindowOver;
        timers.cancel(Timer.INQUIRY_DUE);
        timers.startSingleTimer(Timer.INQUIRY_OVERDUE, run.deadline());
        context.pipeToSelf(
                run.inquire(),
                (answer, failure) -> new PaymentAttempt.Inquired(
                        answer != null ? answer : new InquiryAnswer.NoAnswer(PaymentAttempt.describe(failure)), asked));
    }

    private void askNext() {
        Duration wait = InquirySchedule.nextAfter(elapsed).minus(elapsed);
        askIn(isPayerAsked && wait.compareTo(InquirySchedule.STEP) > 0 ? InquirySchedule.STEP : wait);
    }

    /** What was waited counts when it was waited: a question in between does not make the doubt older. */
    private void askIn(Duration wait) {
        planned = wait;
        timers.startSingleTimer(Timer.INQUIRY_DUE, wait);
    }
}
