package io.quittance.engine.delivery;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

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

    private record Sent(Instant began, TryResult result) implements Command {}

    private WebhookDelivery() {}

    /**
     * The actor of one try.
     *
     * @param wait until its time
     * @param send sends once; a stage that fails is a try that failed
     * @param report told when the try began and what came of it
     */
    public static Behavior<Command> create(
            Duration wait,
            Supplier<CompletionStage<TryResult>> send,
            InstantSource clock,
            BiConsumer<Instant, TryResult> report) {
        return Behaviors.setup(context -> {
            if (wait.isNegative() || wait.isZero()) {
                return send(context, send, clock, report);
            }
            return Behaviors.withTimers(timers -> {
                timers.startSingleTimer(Word.SEND, wait);
                return Behaviors.receive(Command.class)
                        .onMessageEquals(Word.SEND, () -> {
                            timers.cancelAll();
                            return send(context, send, clock, report);
                        })
                        .build();
            });
        });
    }

    private static Behavior<Command> send(
            ActorContext<Command> context,
            Supplier<CompletionStage<TryResult>> send,
            InstantSource clock,
            BiConsumer<Instant, TryResult> report) {
        Instant began = clock.instant();
        context.pipeToSelf(begun(send), (result, failure) -> {
            Duration latency = Duration.between(began, clock.instant());
            return new Sent(began, result != null ? result : TryResult.failed("it could not be sent", latency));
        });
        return Behaviors.receive(Command.class)
                .onMessage(Sent.class, sent -> {
                    report.accept(sent.began, sent.result);
                    return Behaviors.stopped();
                })
                .onMessageEquals(Word.SEND, Behaviors::same)
                .build();
    }

    private static CompletionStage<TryResult> begun(Supplier<CompletionStage<TryResult>> send) {
        try {
            return send.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
