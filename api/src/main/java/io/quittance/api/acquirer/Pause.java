package io.quittance.api.acquirer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Lets time pass without holding a thread. */
@FunctionalInterface
interface Pause {

    /** Real time, kept by the JDK's own timer thread; what depends on it must be short. */
    Pause REAL = length ->
            new CompletableFuture<Duration>().completeOnTimeout(length, length.toNanos(), TimeUnit.NANOSECONDS);

    /** Completes with the length when that much time has passed. */
    CompletionStage<Duration> of(Duration length);
}
