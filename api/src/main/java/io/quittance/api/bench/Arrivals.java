package io.quittance.api.bench;

/** When requests are meant to start. */
public sealed interface Arrivals {

    /** {@code closed} or {@code open}, as written in reports. */
    String text();

    /** Each connection sends its next request when the last one is answered: as fast as the target lets it. */
    record Closed() implements Arrivals {

        @Override
        public String text() {
            return "closed";
        }
    }

    /**
     * Requests arrive evenly spaced at a fixed rate, whether or not earlier ones are answered; one that finds no free
     * connection waits, and its wait counts. Pure arithmetic, exact for any index that a run can reach.
     *
     * @param perSecond arrivals per second over all connections, at least 1
     */
    record Open(int perSecond) implements Arrivals {

        private static final long SECOND_NANOS = 1_000_000_000L;

        @Override
        public String text() {
            return "open";
        }

        /** Nanoseconds from the first arrival to the one of that index, counted from 0. */
        public long offsetNanos(long index) {
            return index / perSecond * SECOND_NANOS + index % perSecond * SECOND_NANOS / perSecond;
        }

        /** How many arrivals lie before that many nanoseconds. */
        public long arrivalsBefore(long offsetNanos) {
            if (offsetNanos <= 0) {
                return 0;
            }
            long rest = offsetNanos % SECOND_NANOS * perSecond;
            return offsetNanos / SECOND_NANOS * perSecond + (rest + SECOND_NANOS - 1) / SECOND_NANOS;
        }
    }
}
