package io.quittance.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * When a notification that was not taken is sent again: at fixed times counted from its first try, wherever the process
 * was meanwhile (PP-9). The two presets are exact; a list of one's own is spread by up to a tenth of a gap. Pure.
 *
 * @param name what callers call it
 * @param gaps the times between the tries, in whole seconds
 * @param isSpread whether tries are spread, so that many that failed together do not come back together
 */
public record RetryPolicy(String name, List<Duration> gaps, boolean isSpread) {

    /** 1, 2, 4, 8, 15, 30, 60 minutes, then every 24 h within 7 days of the first try: 14 tries. */
    public static final RetryPolicy SEVEN_DAYS = new RetryPolicy("seven_days", sevenDays(), false);

    /** 10 s, doubling up to 600 s, within 2 h of the first try: 17 tries. */
    public static final RetryPolicy TWO_HOURS = new RetryPolicy("two_hours", twoHours(), false);

    /** The name of a list of one's own. */
    public static final String CUSTOM = "custom";

    /** The longest wait that an answer may ask for. */
    private static final Duration RETRY_AFTER_MAX = Duration.ofHours(24);

    private static final int SPREAD = 10;

    public RetryPolicy {
        gaps = List.copyOf(gaps);
    }

    /** Gaps of one's own, in seconds. */
    public static RetryPolicy ofSeconds(List<Long> seconds) {
        return new RetryPolicy(CUSTOM, seconds.stream().map(Duration::ofSeconds).toList(), true);
    }

    /** The time between the first try and the second: how long a notification waits for those before it. */
    public Duration step() {
        return gaps.isEmpty() ? Duration.ZERO : gaps.get(0);
    }

    /**
     * When to try again; empty when it was tried often enough. What fell into a time in which nobody could try is left
     * out.
     *
     * @param first when the first try began
     * @param last when the last one did
     * @param retryAfter what its answer asked for; null when nothing
     * @param salt spreads; the same salt gives the same times
     */
    public Optional<Instant> next(Instant first, Instant last, @Nullable Duration retryAfter, long salt) {
        Instant slot = first;
        int index = 0;
        while (index < gaps.size() && !slot.isAfter(last)) {
            slot = slot.plus(gaps.get(index)).plus(spread(index, salt)).minus(spread(index - 1, salt));
            index++;
        }
        if (!slot.isAfter(last)) {
            return Optional.empty();
        }
        Instant wanted = retryAfter == null ? slot : last.plus(shorter(retryAfter, RETRY_AFTER_MAX));
        Instant end = first.plus(gaps.stream().reduce(Duration.ZERO, Duration::plus));
        Instant latest = end.isBefore(slot) ? slot : end;
        Instant later = wanted.isAfter(slot) ? wanted : slot;
        return Optional.of(later.isAfter(latest) ? latest : later);
    }

    /** Up to a tenth of the shorter of the gaps before and after a try: so no try passes the next. */
    private Duration spread(int index, long salt) {
        if (!isSpread || index < 0) {
            return Duration.ZERO;
        }
        Duration before = gaps.get(index);
        Duration room = index + 1 < gaps.size() ? shorter(before, gaps.get(index + 1)) : before;
        long most = room.toMillis() / SPREAD;
        long drawn = Math.floorMod(Long.hashCode(salt * 31 + index) * 2_654_435_761L, most + 1);
        return Duration.ofMillis(drawn);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static List<Duration> sevenDays() {
        List<Duration> gaps = new ArrayList<>(LongStream.of(1, 2, 4, 8, 15, 30, 60)
                .mapToObj(Duration::ofMinutes)
                .toList());
        return filled(gaps, Duration.ofDays(1), Duration.ofDays(7));
    }

    private static List<Duration> twoHours() {
        List<Duration> gaps = new ArrayList<>(LongStream.of(10, 20, 40, 80, 160, 320)
                .mapToObj(Duration::ofSeconds)
                .toList());
        return filled(gaps, Duration.ofSeconds(600), Duration.ofHours(2));
    }

    private static List<Duration> filled(List<Duration> gaps, Duration gap, Duration within) {
        Duration sum = gaps.stream().reduce(Duration.ZERO, Duration::plus).plus(gap);
        while (sum.compareTo(within) <= 0) {
            gaps.add(gap);
            sum = sum.plus(gap);
        }
        return gaps;
    }
}
