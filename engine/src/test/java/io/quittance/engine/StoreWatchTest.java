package io.quittance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import akka.persistence.typed.internal.JournalFailureException;
import io.quittance.engine.journal.ChainBroken;
import io.quittance.engine.journal.UnreadableEvent;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreWatchTest {

    private final StoreWatch watch = new StoreWatch();

    @Test
    void closesWhenTheStoreFails() {
        JournalFailureException failure = new JournalFailureException("cannot write", new IOException("disk full"));

        watch.onDeath("pi_1", failure);

        assertThat(watch.isOpen()).isFalse();
        assertThat(watch.failed()
                        .toCompletableFuture()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .isSameAs(failure);
    }

    /** Who hears of it may close the engine, which waits for the very actor that told it. */
    @Test
    void tellsItOnAnotherThread() {
        CompletableFuture<Thread> told = new CompletableFuture<>();
        watch.failed().thenRun(() -> told.complete(Thread.currentThread()));

        watch.onDeath("pi_1", new JournalFailureException("cannot write", new IOException("disk full")));

        assertThat(told.orTimeout(10, TimeUnit.SECONDS).join()).isNotSameAs(Thread.currentThread());
    }

    /** Akka wraps whatever goes wrong in a recovery in the same type as a store that fails. */
    @ParameterizedTest
    @ValueSource(classes = {UnreadableEvent.class, ChainBroken.class})
    void staysOpenWhenOneStreamIsDamaged(Class<? extends Throwable> kind) {
        Throwable damage = kind.equals(ChainBroken.class)
                ? new ChainBroken("intent|pi_1", 2)
                : new UnreadableEvent("a newer version wrote it", null);

        watch.onDeath("pi_1", new JournalFailureException("recovery failed", damage));

        assertThat(watch.isOpen()).isTrue();
        assertThat(watch.failed().toCompletableFuture()).isNotDone();
    }
}
