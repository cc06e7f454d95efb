package io.quittance.api.webhook;

import akka.actor.Cancellable;
import akka.http.javadsl.model.HttpRequest;
import io.quittance.api.webhook.HttpExchange.Outcome;
import io.quittance.engine.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * All that is sent to one endpoint: who waits, who is under way, and the breaker. Lines share nothing but the
 * processor. Safe for any thread; nothing in it blocks.
 */
final class EndpointLine {

    private final HttpExchange exchange;
    private final BiFunction<Duration, Runnable, Cancellable> alarm;
    private final Duration tryTime;
    private final InstantSource clock;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private Breaker breaker = Breaker.CLOSED;
    private int underWay;
    /** Who has found this line and not sent yet. */
    private int held;

    private Instant lastUse;
    private boolean isClosed;

    /** One try. */
    private static final class Turn {
        final HttpRequest request;
        final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        /** Guarded by the line. */
        boolean isUnderWay;
        /** When it left the queue. Set before it is under way. */
        Instant leftAt = Instant.MIN;

        Turn(HttpRequest request) {
            this.request = request;
        }
    }

    /**
     * A line to an endpoint.
     *
     * @param alarm runs something after a time
     * @param tryTime how long a request may wait for its turn, and how long its try may take then
     */
    EndpointLine(
            HttpExchange exchange,
            BiFunction<Duration, Runnable, Cancellable> alarm,
            Duration tryTime,
            InstantSource clock) {
        this.exchange = exchange;
        this.alarm = alarm;
        this.tryTime = tryTime;
        this.clock = clock;
        this.lastUse = clock.instant();
    }

    /** Keeps it from being idle until the {@link #send} that follows. */
    synchronized EndpointLine hold() {
        held++;
        return this;
    }

    /**
     * Sends a request in its turn, or says at once why not. The stage does not fail, and ends within the times. The
     * line was held before.
     */
    CompletionStage<Outcome> send(HttpRequest request) {
        Turn turn = new Turn(request);
        synchronized (this) {
            held--;
            lastUse = clock.instant();
            if (isClosed) {
                return failed("webhooks are sent no more");
            }
            if (breaker.isOpen(lastUse)) {
                return failed(breaker.words());
            }
            if (waiting.size() >= Limits.WEBHOOK_QUEUE_MAX) {
                return failed("not sent: " + waiting.size() + " others wait for this endpoint");
            }
            waiting.add(turn);
        }
        limit(turn, () -> leaveUnsent(turn));
        startThoseWhoMay();
        return turn.outcome;
    }

    /** Whether nothing would be sent now. */
    synchronized boolean isLeftAlone() {
        return breaker.isOpen(clock.instant()) || waiting.size() >= Limits.WEBHOOK_QUEUE_MAX;
    }

    /** Whether nothing was sent since then, and nothing is. */
    synchronized boolean isIdleSince(Instant then) {
        return held == 0 && waiting.isEmpty() && underWay == 0 && lastUse.isBefore(then);
    }

    /** Ends it; who waits is told. */
    void close() {
        List<Turn> told;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            told = new ArrayList<>(waiting);
            waiting.clear();
        }
        told.forEach(turn -> turn.outcome.complete(Outcome.unsent("webhooks are sent no more")));
        exchange.close();
    }

    private void startThoseWhoMay() {
        List<Turn> now = new ArrayList<>();
        synchronized (this) {
            int room = breaker.room(clock.instant(), Limits.WEBHOOK_CONNECTIONS_MAX);
            while (underWay < room && !waiting.isEmpty()) {
                Turn next = waiting.remove();
                next.isUnderWay = true;
                next.leftAt = clock.instant();
                underWay++;
                now.add(next);
            }
        }
        now.forEach(turn -> {
            limit(turn, () -> end(turn, Outcome.failed("no answer within " + tryTime.toSeconds() + " s")));
            var unused = exchange.send(turn.request).thenAccept(outcome -> end(turn, outcome));
        });
    }

    private void limit(Turn turn, Runnable late) {
        Cancellable limit = alarm.apply(tryTime, late);
        var unused = turn.outcome.whenComplete((outcome, failure) -> limit.cancel());
    }

    private void leaveUnsent(Turn turn) {
        boolean hasWaited;
        synchronized (this) {
            hasWaited = waiting.remove(turn);
        }
        if (hasWaited) {
            turn.outcome.complete(
                    Outcome.unsent("not sent: it waited " + tryTime.toSeconds() + " s for others to this endpoint"));
        }
    }

    /** A try that was under way is over: once, whoever says so first. */
    private void end(Turn turn, Outcome outcome) {
        List<Turn> hopeless = List.of();
        String words;
        synchronized (this) {
            if (!turn.isUnderWay) {
                return;
            }
            turn.isUnderWay = false;
            underWay--;
            lastUse = clock.instant();
            breaker = breaker.after(outcome, lastUse);
            words = breaker.words();
            if (breaker.isOpen(lastUse)) {
                hopeless = new ArrayList<>(waiting);
                waiting.clear();
            }
        }
        turn.outcome.complete(outcome.leftAt(turn.leftAt));
        hopeless.forEach(other -> other.outcome.complete(Outcome.unsent(words)));
        startThoseWhoMay();
    }

    private static CompletionStage<Outcome> failed(String words) {
        return CompletableFuture.completedFuture(Outcome.unsent(words));
    }
}
