package io.quittance.engine;

import akka.persistence.typed.internal.JournalFailureException;
import io.quittance.engine.intent.ImpossibleEvent;
import io.quittance.engine.journal.ChainBroken;
import io.quittance.engine.journal.UnreadableEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a failing store from a damaged stream. A store that failed once is not trusted again: what was being written
 * may or may not be there, and only a new process that reads it back knows. A damaged stream concerns one intent.
 */
final class StoreWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    /** What concerns one stream and not the store. */
    private static final List<Class<? extends Throwable>> DAMAGE =
            List.of(ChainBroken.class, UnreadableEvent.class, ImpossibleEvent.class);

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;

    /** From now on, who dies is told here, after it is known what that means for the store. */
    void whenActorDies(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** An actor died. */
    void onDeath(String name, Throwable cause) {
        judge(name, cause);
        listeners.forEach(listener -> listener.accept(name));
    }

    private void judge(String name, Throwable cause) {
        if (DAMAGE.stream().anyMatch(damage -> isCausedBy(cause, damage))) {
            LOG.error("{} is quarantined: its events do not verify. No other payment is touched", name, cause);
        } else if (isCausedBy(cause, JournalFailureException.class)) {
            open = false;
            LOG.error(
                    "the journal failed at {}. No further request is taken; start again to learn what is stored",
                    name,
                    cause);
            // Not on the actor's thread: who hears of it may close the engine, which waits for the actors.
            failure.completeAsync(() -> cause);
        } else {
            LOG.error("{} died and starts again from its events with the next request", name, cause);
        }
    }

    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }

    CompletionStage<Throwable> failed() {
        return failure.minimalCompletionStage();
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> type) {
        Throwable cause = thrown;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
