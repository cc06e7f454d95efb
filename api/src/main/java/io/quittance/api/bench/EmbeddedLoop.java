package io.quittance.api.bench;

import io.quittance.engine.PaymentResult;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The driver thread of an embedded engine. The engine's threads only note the time of an answer and hand it over; this
 * thread checks it and sends the next request.
 */
final class EmbeddedLoop implements Driver {

    private static final long HOUSEKEEPING_NANOS = Duration.ofMillis(500).toNanos();

    private final EmbeddedScenario scenario;
    private final int inFlightMax;
    private final Pace pace;
    private final Tally tally;
    private final BlockingQueue<Done> answers = new LinkedBlockingQueue<>();
    private final Set<Flight> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
    private long housekeptNanos = System.nanoTime();
    private volatile boolean aborted;

    /** A request under way; itself and no equal one. */
    private record Flight(long intendedNanos, long sentNanos) {}

    /** An answer and when it was there. Either the result or the cause is null. */
    private record Done(
            Flight flight,
            long endNanos,
            @Nullable PaymentResult result,
            @Nullable Throwable cause) {}

    EmbeddedLoop(EmbeddedScenario scenario, int inFlightMax, Pace pace, Tally tally) {
        this.scenario = scenario;
        this.inFlightMax = inFlightMax;
        this.pace = pace;
        this.tally = tally;
    }

    /** Sends and counts until the pace is over and everything is answered or given up. */
    @Override
    public void run() {
        try {
            while (!aborted && !(pace.over(System.nanoTime()) && underWay.isEmpty())) {
                sendWhatIsDue();
                Done done = answers.poll(waitNanos(), TimeUnit.NANOSECONDS);
                for (; done != null; done = answers.poll()) {
                    finish(done);
                }
                giveUpOnLateAnswers();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public void stop() {
        pace.stop(System.nanoTime());
    }

    @Override
    public void abort() {
        aborted = true;
    }

    private void sendWhatIsDue() {
        while (underWay.size() < inFlightMax) {
            long now = System.nanoTime();
            long intended = pace.take(now);
            if (intended == Pace.NONE) {
                return;
            }
            send(new Flight(intended, now));
        }
    }

    private void send(Flight flight) {
        underWay.add(flight);
        var unused = scenario.next()
                .whenComplete((result, cause) -> answers.add(new Done(flight, System.nanoTime(), result, cause)));
    }

    private void finish(Done done) {
        if (!underWay.remove(done.flight())) {
            return;
        }
        long intended = done.flight().intendedNanos();
        PaymentResult result = done.result();
        String fault = result == null ? "a stage failed: " + done.cause() : scenario.faultIn(result);
        if (fault == null) {
            tally.answered(intended, done.endNanos());
        } else {
            tally.failed(intended, fault, result == null ? "" : result.toString());
        }
    }

    private void giveUpOnLateAnswers() {
        long now = System.nanoTime();
        if (now - housekeptNanos > HOUSEKEEPING_NANOS) {
            housekeptNanos = now;
            long oldest = now - HttpLoop.ANSWER_MAX.toNanos();
            List<Flight> late = underWay.stream()
                    .filter(flight -> flight.sentNanos() - oldest < 0)
                    .toList();
            for (Flight flight : late) {
                underWay.remove(flight);
                tally.failed(flight.intendedNanos(), Driver.LATE, "");
            }
        }
    }

    private long waitNanos() {
        return pace instanceof Pace.Spaced spaced && underWay.size() < inFlightMax
                ? Math.min(HOUSEKEEPING_NANOS, spaced.untilNextNanos(System.nanoTime()))
                : HOUSEKEEPING_NANOS;
    }
}
