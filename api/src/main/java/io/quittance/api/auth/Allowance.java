package io.quittance.api.auth;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.quittance.engine.Limits;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How many requests a key may make. Safe for any thread; nobody waits for anybody. */
@FunctionalInterface
public interface Allowance {

    /** For a key that is not limited. */
    Allowance UNLIMITED = () -> new Draw(true, 0, 0, 0);

    /** Takes one request from what is left. */
    Draw take();

    /**
     * So many per second, evenly: a bucket that holds what the key may make in one second, or a few if that is less, so
     * that one page of a shop may ask several things at once.
     *
     * @param nanos a clock that never goes back, in nanoseconds
     */
    static Allowance perSecond(int requests, LongSupplier nanos) {
        long capacity = Math.max(requests, Limits.KEY_REQUESTS_AT_ONCE_MIN);
        Bucket bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(requests, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new Monotonic(nanos))
                .build();
        return () -> Draw.of(bucket.tryConsumeAndReturnRemaining(1), capacity);
    }

    /**
     * What one request drew.
     *
     * @param granted whether there was something left for it
     * @param limit how many a rested key may make at once; 0 when it is not limited
     * @param remaining how many it may make now
     * @param secondsUntilFull when it has rested, if it makes none until then; rounded up
     */
    record Draw(boolean granted, long limit, long remaining, long secondsUntilFull) {

        private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

        private static Draw of(ConsumptionProbe probe, long limit) {
            return new Draw(
                    probe.isConsumed(),
                    limit,
                    probe.getRemainingTokens(),
                    (probe.getNanosToWaitForReset() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
        }

        /** Whether its key is limited at all. */
        public boolean isLimited() {
            return limit > 0;
        }
    }

    /** Time as the bucket asks for it. */
    record Monotonic(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
