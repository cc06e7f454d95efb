package io.quittance.engine.attempt;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptReport.Source;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one order to the processor, once, and reports what came of it. The intent starts it only after the order is
 * durable. When no trustworthy answer comes it reports the doubt and goes on as {@link AttemptReconciler}, which asks
 * until the outcome is known. It never sends an order twice, and none after a restart.
 */
public final class PaymentAttempt {

    /** What the actors of an order hear. */
    public sealed interface Command permits Answered, Inquired, Timer, Word {}

    /** The processor answered the order. */
    record Answered(AttemptOutcome outcome) implements Command {}

    /** The processor answered the inquiry of this number. */
    record Inquired(InquiryAnswer answer, long question) implements Command {}

    /** Moments that the order's actor set for itself. */
    enum Timer implements Command {
        ANSWER_OVERDUE,
        INQUIRY_OVERDUE,
        INQUIRY_DUE,
        WINDOW_OVER,
        LISTENED_ENOUGH
    }

    /** What the intent says to the actor of its order. */
    public enum Word implements Command {
        /** The counterparty may know more now. */
        INQUIRE_NOW,
        /** It is recorded that the counterparty has the order and waits for the payer. */
        PAYER_ASKED,
        /** It is recorded that the payer's time is over: from now on it is a doubt. */
        PAYER_OVERDUE
    }

    private PaymentAttempt() {}

    /** Sends the order now and reports to the intent. */
    public static Behavior<Command> dispatch(AttemptRun run, Order order) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startSingleTimer(Timer.ANSWER_OVERDUE, run.deadline());
            context.pipeToSelf(run.send(order), PaymentAttempt::answered);
            return awaitingAnswer(run);
        }));
    }

    /**
     * Takes over an order that a former process left open: asks at once, sends nothing.
     *
     * @param course how far it had come
     */
    public static Behavior<Command> resume(AttemptRun run, Course course) {
        return AttemptReconciler.resume(run, course);
    }

    private static Behavior<Command> awaitingAnswer(AttemptRun run) {
        return Behaviors.receive(Command.class)
                .onMessage(Answered.class, answered -> onOutcome(run, answered.outcome(), true))
                .onMessageEquals(Timer.ANSWER_OVERDUE, () -> onOutcome(run, overdue(run), false))
                .onMessage(Word.class, word -> Behaviors.same())
                .build();
    }

    private static Behavior<Command> onOutcome(AttemptRun run, AttemptOutcome outcome, boolean isAnswered) {
        run.report(outcome, Source.ANSWER);
        return outcome.isFinal() ? Behaviors.stopped() : AttemptReconciler.afterDispatch(run, isAnswered);
    }

    /**
     * The order was closed without effect, and its own exchange has not ended: an approval that comes all the same is
     * told, for it must not stand. In memory only, and for a while: what is believed rests on inquiries.
     */
    static Behavior<Command> listening(AttemptRun run) {
        return Behaviors.withTimers(timers -> {
            timers.startSingleTimer(Timer.LISTENED_ENOUGH, Limits.LATE_ANSWER_HEARD);
            return Behaviors.receive(Command.class)
                    .onMessage(Answered.class, late -> {
                        run.report(late.outcome(), Source.ANSWER);
                        return Behaviors.stopped();
                    })
                    .onMessageEquals(Timer.LISTENED_ENOUGH, Behaviors::stopped)
                    .onAnyMessage(other -> Behaviors.same())
                    .build();
        });
    }

    private static Answered answered(@Nullable AttemptOutcome outcome, @Nullable Throwable failure) {
        return new Answered(outcome != null ? outcome : unknown(describe(failure)));
    }

    private static AttemptOutcome overdue(AttemptRun run) {
        return unknown(describe(
                new TimeoutException("no answer within " + run.deadline().toMillis() + " ms")));
    }

    private static AttemptOutcome unknown(String detail) {
        return new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, detail);
    }

    /** A failure in a few words, without a stack trace. */
    static String describe(@Nullable Throwable failure) {
        if (failure == null) {
            return "an empty answer";
        }
        Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
