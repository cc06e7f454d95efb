package io.quittance.api.bench;

import java.time.Duration;

/**
 * Hands out intended starts to one driver thread. {@link #stop} may be called by any thread, everything else only by
 * the driver's.
 */
sealed interface Pace {

    /** No request is due. */
    long NONE = Long.MIN_VALUE;

    /** How long requests that were due in the window are still sent after the end. */
    Duration DRAIN_MAX = Duration.ofSeconds(10);

    /** The intended start of a request that is due by now, which is thereby taken; or {@link #NONE}. */
    long take(long nowNanos);

    /** Whether nothing will be due any more. */
    boolean over(long nowNanos);

    /** Ends the load. What was due inside the window may still be taken. */
    void stop(long nowNanos);

    /** How many requests were due inside the window and were never taken. */
    long untaken();

    /** The pace of one driver thread out of several; together they keep the plan's. */
    static Pace of(Arrivals arrivals, Window window, int thread, int threads) {
        return arrivals instanceof Arrivals.Open open ? new Spaced(open, window, thread, threads) : new BackToBack();
    }

    /** Always due. */
    final class BackToBack implements Pace {

        private volatile boolean stopped;

        @Override
        public long take(long nowNanos) {
            return stopped ? NONE : nowNanos;
        }

        @Override
        public boolean over(long nowNanos) {
            return stopped;
        }

        @Override
        public void stop(long nowNanos) {
            stopped = true;
        }

        @Override
        public long untaken() {
            return 0;
        }
    }

    /**
     * Due by the schedule: every {@code threads}-th arrival, beginning with the {@code thread}-th. What the warm-up
     * could not send is dropped when the window begins, so that the window measures its own arrivals.
     */
    final class Spaced implements Pace {

        private final Arrivals.Open open;
        private final Window window;
        private final int thread;
        private final int threads;
        private long taken;
        private volatile long lastTakeNanos = Long.MAX_VALUE;

        Spaced(Arrivals.Open open, Window window, int thread, int threads) {
            this.open = open;
            this.window = window;
            this.thread = thread;
            this.threads = threads;
        }

        @Override
        public long take(long nowNanos) {
            dropUnsentWarmUp(nowNanos);
            long due = dueNanos(taken);
            if (due - nowNanos > 0 || over(nowNanos)) {
                return NONE;
            }
            taken++;
            return due;
        }

        @Override
        public boolean over(long nowNanos) {
            long last = lastTakeNanos;
            return last != Long.MAX_VALUE && (dueNanos(taken) - window.endNanos() >= 0 || nowNanos - last > 0);
        }

        @Override
        public void stop(long nowNanos) {
            lastTakeNanos = nowNanos + DRAIN_MAX.toNanos();
        }

        @Override
        public long untaken() {
            return Math.max(0, own(open.arrivalsBefore(window.endNanos() - window.originNanos())) - taken);
        }

        private void dropUnsentWarmUp(long nowNanos) {
            if (window.contains(nowNanos) && dueNanos(taken) - window.startNanos() < 0) {
                taken = own(open.arrivalsBefore(window.startNanos() - window.originNanos()));
            }
        }

        /** Nanoseconds from a moment to this pace's first arrival after it. Safe for any thread. */
        long untilNextNanos(long nowNanos) {
            return dueNanos(own(open.arrivalsBefore(nowNanos - window.originNanos() + 1))) - nowNanos;
        }

        /** How many of the first so many arrivals are this pace's. */
        private long own(long arrivals) {
            return (arrivals - thread + threads - 1) / threads;
        }

        private long dueNanos(long index) {
            return window.originNanos() + open.offsetNanos(thread + index * threads);
        }
    }
}
