package io.quittance.engine.directory;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Asks an actor, as a plain future. What Akka's ask pattern returns runs every dependent step on the JDK's common pool,
 * and on a machine with two cores that means a new thread for each step: an order of magnitude of the throughput.
 */
public final class Question {

    private Question() {}

    /** The answer; fails with {@link java.util.concurrent.TimeoutException} when none comes in time. */
    public static <M, R> CompletableFuture<R> ask(
            ActorRef<M> actor, Function<ActorRef<R>, M> message, Duration patience, ActorSystem<?> system) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        AskPattern.<M, R>ask(actor, message::apply, patience, system.scheduler())
                .whenCompleteAsync(
                        (reply, failure) -> {
                            if (failure != null) {
                                answer.completeExceptionally(failure);
                            } else {
                                answer.complete(reply);
                            }
                        },
                        Runnable::run);
        return answer;
    }
}
