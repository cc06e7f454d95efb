package io.quittance.engine.inbox;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.NewsResult;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications of a provider: durable before they are acknowledged, processed once however often they come, and told
 * to the engine until it has asked the provider (PP-13, X-8). A process that dies right after an acknowledgement tells
 * them after its next start. What nobody can ask about in {@link Limits#INBOX_TOLD_FOR} is given up, with an error in
 * the log, and stays. Safe for any thread.
 */
public final class Inbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private static final NewsDesk NOBODY = reference -> {};

    private final InboxStore store;
    private final InstantSource clock;
    private volatile NewsDesk desk = NOBODY;
    private volatile boolean closed;

    /** @param store closed with it */
    public Inbox(InboxStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** From now on this desk is told; what a former process left waiting is due at once. */
    public void begin(NewsDesk told) {
        desk = told;
        watch(store.wake(clock.instant()).thenRun(this::round));
    }

    /**
     * Takes a notification. Completes when it is durable and may be acknowledged, whatever becomes of it then; fails
     * when it may not be kept, so that its sender has to repeat it.
     *
     * @param delivery the notification's name, the same for every repeat
     * @param reference the order that it is about
     */
    public CompletionStage<Void> take(String delivery, String reference) {
        InboxEntry entry = InboxEntry.received(delivery, reference, clock.instant());
        return store.keep(entry).thenAccept(isNew -> {
            if (isNew) {
                deliver(entry);
            }
        });
    }

    /** Tells again what is due, and forgets what was kept long enough. To be called every so often. */
    public void round() {
        if (!closed && desk != NOBODY) {
            watch(store.due(clock.instant(), Limits.INBOX_TOLD_PER_STEP).thenAccept(this::tell));
            watch(store.forget(clock.instant()));
        }
    }

    private void tell(List<InboxEntry> due) {
        for (InboxEntry entry : due) {
            if (entry.isOver(clock.instant())) {
                LOG.error(
                        "what became of {} is not known: a notification that came at {} was asked about {} times. It"
                                + " stays in the inbox, unresolved",
                        entry.reference(),
                        entry.receivedAt(),
                        entry.tells() + 1);
                watch(store.change(entry.unresolved()));
            } else {
                InboxEntry again = entry.again(clock.instant());
                // Its next time is durable first: however the process ends, nobody is asked without a pause.
                watch(store.change(again).thenRun(() -> deliver(again)));
            }
        }
    }

    private void deliver(InboxEntry entry) {
        watch(told(entry).thenAccept(result -> {
            if (result != NewsResult.UNANSWERED) {
                watch(store.change(entry.done()));
            }
        }));
    }

    /** What is durable is acknowledged, also when the desk breaks its word and throws. */
    private CompletionStage<NewsResult> told(InboxEntry entry) {
        try {
            return desk.deliver(entry.reference());
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Whatever was not done is done again: in the next round, or after the next start. */
    private void watch(CompletionStage<?> stage) {
        var unused = stage.whenComplete((done, failure) -> {
            if (failure != null && !closed) {
                LOG.error("the inbox of notifications could not be worked on; it is tried again", failure);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        store.close();
    }
}
