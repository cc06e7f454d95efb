package io.quittance.api.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One driver thread: many connections, one event loop. It costs about half the processor time of a thread per
 * connection, and it wakes less often, so it disturbs a server on the same cores less.
 *
 * <p>A failed request is an error and its connection is opened anew for the next one; after a connection could not be
 * opened the loop pauses shortly, so that a dead server is not hammered.
 */
final class HttpLoop implements Driver {

    private static final long HOUSEKEEPING_MS = 500;
    private static final long AFTER_FAILED_CONNECT_MS = 10;
    private static final long WAKE_NANOS_MIN = 50_000;

    private final Selector selector;
    private final List<HttpLane> lanes;
    private final ArrayDeque<HttpLane> free;
    private final Pace pace;
    private final Tally tally;
    private long housekeptNanos = System.nanoTime();
    private boolean connectFailed;
    private volatile boolean asleep;
    private volatile boolean aborted;

    /** @param lanes this loop's connections, all free, watched by the selector */
    HttpLoop(Selector selector, List<HttpLane> lanes, Pace pace, Tally tally) {
        this.selector = selector;
        this.lanes = List.copyOf(lanes);
        this.free = new ArrayDeque<>(lanes);
        this.pace = pace;
        this.tally = tally;
    }

    /** Sends and receives until the pace is over and everything is answered. */
    @Override
    public void run() {
        Thread waker = pace instanceof Pace.Spaced spaced ? wakeWhenDue(spaced) : null;
        try {
            while (!aborted && !(pace.over(System.nanoTime()) && lanes.stream().noneMatch(HttpLane::isBusy))) {
                asleep = true;
                sendWhatIsDue();
                asleep = !free.isEmpty();
                selector.select(this::receive, connectFailed ? AFTER_FAILED_CONNECT_MS : HOUSEKEEPING_MS);
                asleep = false;
                giveUpOnLateAnswers();
            }
        } catch (IOException e) {
            throw new BenchFailed("The event loop failed: " + e.getMessage(), e);
        } finally {
            stopWaking(waker);
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
        selector.wakeup();
    }

    @Override
    public void abort() {
        aborted = true;
        selector.wakeup();
    }

    private void sendWhatIsDue() {
        connectFailed = false;
        for (int tries = free.size(); tries > 0 && !connectFailed; tries--) {
            long now = System.nanoTime();
            long intended = pace.take(now);
            if (intended == Pace.NONE) {
                return;
            }
            send(free.remove(), intended, now);
        }
    }

    private void send(HttpLane lane, long intended, long now) {
        try {
            lane.send(selector, intended, now);
        } catch (IOException e) {
            connectFailed = !lane.isConnected();
            fail(lane, transport(e));
        }
    }

    private void receive(SelectionKey key) {
        HttpLane lane = (HttpLane) key.attachment();
        try {
            if (lane.receive()) {
                long now = System.nanoTime();
                lane.finish(tally, now);
                sendNext(lane);
            }
        } catch (IOException e) {
            fail(lane, transport(e));
        }
    }

    private void sendNext(HttpLane lane) {
        long now = System.nanoTime();
        long intended = pace.take(now);
        if (intended == Pace.NONE) {
            free.add(lane);
        } else {
            send(lane, intended, now);
        }
    }

    private void fail(HttpLane lane, String reason) {
        boolean wasBusy = lane.isBusy();
        lane.fail(tally, reason);
        if (wasBusy) {
            free.add(lane);
        }
    }

    private void giveUpOnLateAnswers() {
        long now = System.nanoTime();
        if (now - housekeptNanos > HOUSEKEEPING_MS * 1_000_000) {
            housekeptNanos = now;
            lanes.stream()
                    .filter(lane -> lane.waitsSince(now - ANSWER_MAX.toNanos()))
                    .forEach(lane -> fail(lane, LATE));
        }
    }

    /** A selector waits in whole milliseconds; this thread ends the wait when a request is due. */
    private Thread wakeWhenDue(Pace.Spaced spaced) {
        Thread waker = new Thread(
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.parkNanos(Math.max(WAKE_NANOS_MIN, spaced.untilNextNanos(System.nanoTime())));
                        if (asleep) {
                            selector.wakeup();
                        }
                    }
                },
                "bench-waker");
        waker.setDaemon(true);
        waker.start();
        return waker;
    }

    private static void stopWaking(@Nullable Thread waker) {
        if (waker != null) {
            waker.interrupt();
        }
    }

    private static String transport(IOException e) {
        return "transport: " + (e.getMessage() == null ? e.toString() : e.getMessage());
    }
}
