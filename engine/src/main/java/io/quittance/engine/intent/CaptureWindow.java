package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * How long authorised money may wait for its capture, in business days: Monday to Friday, UTC (CX-14). Pure.
 *
 * @param businessDays from 1 to {@code Limits.CAPTURE_BUSINESS_DAYS_MAX}
 */
public record CaptureWindow(int businessDays) {

    /** Five business days. */
    public static final CaptureWindow DEFAULT = new CaptureWindow(5);

    public CaptureWindow {
        if (businessDays < 1 || businessDays > Limits.CAPTURE_BUSINESS_DAYS_MAX) {
            throw new IllegalArgumentException(
                    "the time to capture is 1 to " + Limits.CAPTURE_BUSINESS_DAYS_MAX + " business days");
        }
    }

    /** When money that is authorised at this moment is released: the same time of day, so many business days later. */
    public Instant endsAfter(Instant authorized) {
        ZonedDateTime end = authorized.atZone(ZoneOffset.UTC);
        for (int left = businessDays; left > 0; ) {
            end = end.plusDays(1);
            left -= isBusinessDay(end) ? 1 : 0;
        }
        return end.toInstant();
    }

    private static boolean isBusinessDay(ZonedDateTime day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
