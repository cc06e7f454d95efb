package io.quittance.api.partner;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A stage of Akka's as a plain one. Akka's own stages run every dependent step on the JDK's common pool, and on a
 * machine with two cores that means a new thread for each step. On a plain stage a step runs on the thread that
 * completes it, so it must be short.
 */
public final class PlainStage {

    private PlainStage() {}

    /** The same stage, plain. */
    public static <T> CompletionStage<T> of(CompletionStage<T> stage) {
        return stage.thenApplyAsync(Function.identity(), Runnable::run);
    }
}
