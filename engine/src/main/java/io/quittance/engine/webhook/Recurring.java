package io.quittance.engine.webhook;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Does something again and again, the next time a while after it has ended. */
public final class Recurring {

    private enum Word {
        GO,
        DONE
    }

    private Recurring() {}

    /** The actor that does so. What fails is done again in the next step. */
    public static Behavior<Void> every(Duration pause, Supplier<CompletionStage<Void>> step) {
        return Behaviors.<Word>setup(context -> Behaviors.withTimers(timers -> {
                    timers.startSingleTimer(Word.GO, pause);
                    return Behaviors.receive(Word.class)
                            .onMessageEquals(Word.GO, () -> {
                                context.pipeToSelf(begun(step), (done, failure) -> Word.DONE);
                                return Behaviors.same();
                            })
                            .onMessageEquals(Word.DONE, () -> {
                                timers.startSingleTimer(Word.GO, pause);
                                return Behaviors.same();
                            })
                            .build();
                }))
                .unsafeCast();
    }

    private static CompletionStage<Void> begun(Supplier<CompletionStage<Void>> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
