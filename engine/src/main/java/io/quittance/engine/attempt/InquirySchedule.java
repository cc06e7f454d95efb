package io.quittance.engine.attempt;

import java.time.Duration;
import java.util.List;

/**
 * When an unknown outcome is asked about (design decision 5): 2, 5, 10, 20 and 30 s after it became unknown, then every
 * minute to the deadline of 15 min, then, after one alert, every 15 min; for ever. Pure.
 */
public final class InquirySchedule {

    /** After this an unresolved doubt is an alert for the operators. */
    public static final Duration DEADLINE = Duration.ofMinutes(15);

    private static final List<Duration> FIRST = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30));
    /** How often after the first half minute. */
    static final Duration STEP = Duration.ofMinutes(1);

    private static final Duration LATE_STEP = Duration.ofMinutes(15);

    private InquirySchedule() {}

    /**
     * The first planned inquiry later than {@code elapsed}, both measured from the moment the outcome became unknown.
     */
    public static Duration nextAfter(Duration elapsed) {
        for (Duration planned : FIRST) {
            if (planned.compareTo(elapsed) > 0) {
                return planned;
            }
        }
        Duration step = elapsed.compareTo(DEADLINE) < 0 ? STEP : LATE_STEP;
        return step.multipliedBy(elapsed.dividedBy(step) + 1);
    }
}
