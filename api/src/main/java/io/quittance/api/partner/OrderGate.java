package io.quittance.api.partner;

import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many orders out at once; the others wait in line, and one that waited too long is never sent. So no order
 * leaves after its caller gave up, which is what makes a later "not found" a proof of absence. An order that is not
 * sent is proven not processed. Safe for any thread.
 */
final class OrderGate {

    private final int abreast;
    private final int waitingMax;
    private final long patienceNanos;
    private final LongSupplier nanoTime;

    /** Guarded by this. */
    private final Deque<Waiting> line = new ArrayDeque<>();
    /** Guarded by this. */
    private int out;
    /** How often somebody asked for the line to move while it was being moved. */
    private final AtomicInteger asked = new AtomicInteger();

    private record Waiting(
            Supplier<CompletionStage<AttemptOutcome>> send, long since, CompletableFuture<AttemptOutcome> outcome) {}

    /**
     * @param abreast how many orders may be under way
     * @param waitingMax how many more may wait
     * @param patience how long one may wait and still be sent
     * @param nanoTime a clock that never goes back
     */
    OrderGate(int abreast, int waitingMax, Duration patience, LongSupplier nanoTime) {
        this.abreast = abreast;
        this.waitingMax = waitingMax;
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Sends when it is this order's turn. The stage fails only when the order was sent. */
    CompletionStage<AttemptOutcome> pass(Supplier<CompletionStage<AttemptOutcome>> send) {
        Waiting newcomer = new Waiting(send, nanoTime.getAsLong(), new CompletableFuture<>());
        if (!join(newcomer)) {
            String full = "all " + abreast + " connections to the acquirer are busy and " + waitingMax + " orders wait";
            return CompletableFuture.completedFuture(new NotProcessed(full));
        }
        sendNext();
        return newcomer.outcome();
    }

    private synchronized boolean join(Waiting newcomer) {
        return line.size() < waitingMax + (abreast - out) && line.add(newcomer);
    }

    private synchronized @Nullable Waiting next() {
        Waiting first = out < abreast ? line.poll() : null;
        out += first == null ? 0 : 1;
        return first;
    }

    private synchronized void oneIsBack() {
        out--;
    }

    /** One thread moves the line at a time, so that orders that fail at once do not pile up on one stack. */
    private void sendNext() {
        if (asked.getAndIncrement() > 0) {
            return;
        }
        do {
            for (Waiting first = next(); first != null; first = next()) {
                send(first);
            }
        } while (asked.decrementAndGet() > 0);
    }

    private void send(Waiting order) {
        if (nanoTime.getAsLong() - order.since() > patienceNanos) {
            oneIsBack();
            order.outcome().complete(new NotProcessed("all connections to the acquirer were busy for too long"));
            return;
        }
        sent(order).whenComplete((outcome, failure) -> {
            oneIsBack();
            settle(order.outcome(), outcome, failure);
            sendNext();
        });
    }

    private static CompletionStage<AttemptOutcome> sent(Waiting order) {
        try {
            return order.send().get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void settle(
            CompletableFuture<AttemptOutcome> stage, @Nullable AttemptOutcome outcome, @Nullable Throwable failure) {
        if (outcome != null) {
            stage.complete(outcome);
        } else {
            stage.completeExceptionally(failure == null ? new IllegalStateException("no outcome") : failure);
        }
    }
}
