package io.quittance.engine.delivery;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.quittance.engine.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one notification to one endpoint, once, when its time has come; tells what came of it, and ends. What is owed
 * is recorded before this begins, and what came of it after: a process that dies in between sends the same again.
 */
public final class WebhookDelivery {

    /** What it hears. */
    public sealed interface Command {}

    /** Words without content. */
    public enum Word implements Command {
        /** What it waited for has ended: send now. */
        SEND
    }

    private enum Limit implements Command {
        /** What came of it should have been told long ago. */
        REACHED
    }

    private record Sent(
            Instant began,
            @Nullable TryResult result,
            @Nullable Throwable failure) implements Command {}

    private WebhookDelivery() {}

    /**
     * The actor of one try.
     *
     * @param wait until its time
     * @param send sends once; a stage that fails, or never ends, sent nothing: that is our fault and no try
     * @param report told when the try began and what came of it
     */
    public static Behavior<Command> create(
            Duration wait,
            Supplier<CompletionStage<TryResult>> send,
            InstantSource clock,
            BiConsumer<Instant, TryResult> report) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            if (wait.isNegative() || wait.isZero()) {
                return send(context, timers, send, clock, report);
            }
            timers.startSingleTimer(Word.SEND, wait);
            return Behaviors.receive(Command.class)
                    .onMessageEquals(Word.SEND, () -> send(context, timers, send, clock, report))
                    .build();
        }));
    }

    private static Behavior<Command> send(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Supplier<CompletionStage<TryResult>> send,
            InstantSource clock,
            BiConsumer<Instant, TryResult> report) {
        timers.cancelAll();
        timers.startSingleTimer(Limit.REACHED, Limits.WEBHOOK_OUTCOME);
        Instant began = clock.instant();
        context.pipeToSelf(begun(send), (result, failure) -> new Sent(began, result, failure));
        return Behaviors.receive(Command.class)
                .onMessage(Sent.class, sent -> {
                    TryResult result = sent.result != null ? sent.result : unsent(context, sent.failure);
                    report.accept(sent.began.plus(result.waited()), result);
                    return Behaviors.stopped();
                })
                .onMessageEquals(Limit.REACHED, () -> {
                    report.accept(began, unsent(context, null));
                    return Behaviors.stopped();
                })
                .onMessageEquals(Word.SEND, Behaviors::same)
                .build();
    }

    private static TryResult unsent(ActorContext<Command> context, @Nullable Throwable failure) {
        context.getLog()
                .warn("a webhook could not be sent, which is not its endpoint's fault; it is sent later", failure);
        return TryResult.unsent("it could not be sent");
    }

    private static CompletionStage<TryResult> begun(Supplier<CompletionStage<TryResult>> send) {
        try {
            return send.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
