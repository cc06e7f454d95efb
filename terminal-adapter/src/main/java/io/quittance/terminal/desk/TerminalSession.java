package io.quittance.terminal.desk;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.terminal.TerminalResult.Deed;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.protocol.DeviceStatus;
import io.quittance.terminal.protocol.SaleAnswers;
import io.quittance.terminal.protocol.TerminalError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One order at one terminal, from its turn to its outcome. It makes sure that the device is idle, starts the
 * transaction once, and cancels it when the payer takes too long, so that the device is free again and the outcome is
 * known before anybody stops waiting. What it cannot know it reports as unknown, and never guesses: whoever ordered it
 * asks later.
 */
final class TerminalSession {

    /** What a session hears. */
    sealed interface Command {}

    /** The merchant wants the dialogue to end. */
    record Cancel(CompletableFuture<Deed> done) implements Command {}

    /** The device was asked how it is. */
    private record StatusTold(
            @Nullable JsonRpcMessage answer, @Nullable Throwable failure) implements Command {}

    /** The device answered the order, or the exchange failed. */
    private record Answered(
            @Nullable JsonRpcMessage answer, @Nullable Throwable failure) implements Command {}

    /**
     * The order was looked up.
     *
     * @param isLast whether no answer to the order itself can come any more
     */
    private record LookedUp(InquiryAnswer answer, boolean isLast) implements Command {}

    /** What the device said to our own cancellation. */
    private record Canceled(@Nullable Deed deed) implements Command {}

    private enum Timer implements Command {
        ASK_AGAIN,
        /** What is left is too short for a payer. */
        TURN_OVER,
        /** The payer has had his time. */
        DIALOGUE_OVER,
        /** What is left is just enough for a cancellation. */
        SESSION_NEARLY_OVER,
        SESSION_OVER
    }

    /** What becomes of the order of a session that died of a fault. */
    static final AttemptOutcome DIED = unknown("the session at the terminal ended by a fault");

    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final Line line;
    private final TerminalBudgets budgets;
    private final Turn turn;
    private final Consumer<AttemptOutcome> outcome;
    private boolean hasGoneOn;

    /**
     * One turn at the device.
     *
     * @param left how much of the session's time is left
     * @param leftBehind the reference of a transaction of ours that may still be running at the device; null for none
     */
    record Turn(Job job, Duration left, @Nullable String leftBehind) {}

    private TerminalSession(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Line line,
            TerminalBudgets budgets,
            Turn turn,
            Consumer<AttemptOutcome> outcome) {
        this.context = context;
        this.timers = timers;
        this.line = line;
        this.budgets = budgets;
        this.turn = turn;
        this.outcome = outcome;
    }

    /**
     * Takes the turn now.
     *
     * @param outcome told once, before the session ends
     */
    static Behavior<Command> create(Line line, TerminalBudgets budgets, Turn turn, Consumer<AttemptOutcome> outcome) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            TerminalSession session = new TerminalSession(context, timers, line, budgets, turn, outcome);
            Duration nearly = turn.left().minus(budgets.question());
            timers.startSingleTimer(Timer.TURN_OVER, nearly.minus(budgets.least()));
            timers.startSingleTimer(Timer.SESSION_NEARLY_OVER, nearly);
            timers.startSingleTimer(Timer.SESSION_OVER, turn.left());
            session.askStatus();
            return session.preparing(false);
        }));
    }

    /** Before the first word of the order: whatever goes wrong here, nothing was done. */
    private Behavior<Command> preparing(boolean isWarned) {
        return Behaviors.receive(Command.class)
                .onMessage(StatusTold.class, told -> onStatus(told, isWarned))
                .onMessageEquals(Timer.ASK_AGAIN, () -> {
                    askStatus();
                    return Behaviors.same();
                })
                .onMessageEquals(Timer.TURN_OVER, () -> end(new NotProcessed("the terminal was busy for too long")))
                .onMessage(Cancel.class, cancel -> {
                    cancel.done().complete(Deed.CANCEL_ASKED);
                    return end(new NotProcessed("it was canceled before the terminal had begun"));
                })
                .onAnyMessage(other -> Behaviors.same())
                .build();
    }

    private Behavior<Command> onStatus(StatusTold told, boolean isWarned) {
        Optional<DeviceStatus> status = told.answer() == null ? Optional.empty() : DeviceStatus.of(told.answer());
        if (status.isEmpty()) {
            return end(new NotProcessed("the terminal did not say how it is: "
                    + (told.failure() == null ? told.answer() : words(told.failure()))));
        } else if (status.get().isIdle()) {
            return start();
        } else if (!isWarned && turn.leftBehind() != null) {
            var unused = line.cancel(turn.leftBehind());
        }
        timers.startSingleTimer(Timer.ASK_AGAIN, ASK_AGAIN);
        return preparing(true);
    }

    private Behavior<Command> start() {
        timers.startSingleTimer(Timer.DIALOGUE_OVER, budgets.dialogue());
        Job job = turn.job();
        hear(line.start(job.downstreamReference(), job.order(), budgets.session()));
        return running();
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Answered.class, this::onAnswer)
                .onMessage(LookedUp.class, this::onLookedUp)
                .onMessageEquals(Timer.DIALOGUE_OVER, this::onTooLong)
                .onMessageEquals(Timer.SESSION_NEARLY_OVER, this::onTooLong)
                .onMessage(Canceled.class, canceled -> onCanceled(canceled.deed()))
                .onMessageEquals(Timer.SESSION_OVER, () -> end(unknown("no outcome in time")))
                .onMessage(Cancel.class, cancel -> {
                    cancel(cancel.done());
                    return Behaviors.same();
                })
                .onAnyMessage(other -> Behaviors.same())
                .build();
    }

    private Behavior<Command> onTooLong() {
        CompletableFuture<Deed> done = new CompletableFuture<>();
        cancel(done);
        context.pipeToSelf(done, (deed, failure) -> new Canceled(deed));
        return Behaviors.same();
    }

    private Behavior<Command> onAnswer(Answered answered) {
        JsonRpcMessage answer = answered.answer();
        if (answer == null) {
            return end(SaleAnswers.failed(unwrapped(answered.failure())));
        } else if (isWaitingForUs(answer) && !hasGoneOn) {
            hasGoneOn = true;
            hear(line.goOn(turn.job().downstreamReference(), turn.job().order(), budgets.session()));
            return Behaviors.same();
        }
        AttemptOutcome told = turn.job().order().started(answer);
        if (answer instanceof JsonRpcMessage.Error && !told.isFinal()) {
            // The reference is known there: what became of it stands in its books (SQ-6).
            lookUp(true);
            return Behaviors.same();
        }
        return end(told);
    }

    /** The card was read, and the device waits for its caller's word. Ours is to go on: nothing has changed. */
    private static boolean isWaitingForUs(JsonRpcMessage answer) {
        return answer instanceof JsonRpcMessage.Result result
                && "UPDATE".equals(result.value().path("commandStatus").textValue());
    }

    /** What can be canceled no more has ended there, perhaps without its answer: its books tell. */
    private Behavior<Command> onCanceled(@Nullable Deed deed) {
        if (deed == Deed.TOO_LATE) {
            lookUp(false);
        }
        return Behaviors.same();
    }

    private void lookUp(boolean isLast) {
        context.pipeToSelf(
                line.lookUp(turn.job().order()),
                (found, failure) ->
                        new LookedUp(found != null ? found : new InquiryAnswer.NoAnswer(words(failure)), isLast));
    }

    private Behavior<Command> onLookedUp(LookedUp looked) {
        if (looked.answer() instanceof InquiryAnswer.Found found
                && found.outcome().isFinal()) {
            return end(found.outcome());
        }
        return looked.isLast()
                ? end(unknown("the terminal knows the reference and could not say more"))
                : Behaviors.same();
    }

    private void cancel(CompletableFuture<Deed> done) {
        cancel(line, turn.job().order().known(), done);
    }

    /** The outcome tells whether it was canceled; the answer here only whether it still could be. */
    static void cancel(Line line, String known, CompletableFuture<Deed> done) {
        var unused = line.cancel(known).whenComplete((answer, failure) -> {
            boolean isTooLate =
                    answer instanceof JsonRpcMessage.Error error && error.code() == TerminalError.ILLEGAL_STATE.code();
            if (failure != null) {
                done.completeExceptionally(failure);
            } else {
                done.complete(isTooLate ? Deed.TOO_LATE : Deed.CANCEL_ASKED);
            }
        });
    }

    private void askStatus() {
        context.pipeToSelf(line.status(), StatusTold::new);
    }

    private void hear(CompletionStage<JsonRpcMessage> answer) {
        context.pipeToSelf(answer, Answered::new);
    }

    private Behavior<Command> end(AttemptOutcome told) {
        outcome.accept(told);
        return Behaviors.stopped();
    }

    private static AttemptOutcome unknown(String words) {
        return new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, words);
    }

    private static Throwable unwrapped(@Nullable Throwable failure) {
        if (failure == null) {
            return new IllegalStateException("an empty answer");
        }
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String words(@Nullable Throwable failure) {
        Throwable cause = unwrapped(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
