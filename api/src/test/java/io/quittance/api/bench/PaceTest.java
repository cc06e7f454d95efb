package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PaceTest {

    private static final long ORIGIN = -5_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final Arrivals THOUSAND_PER_SECOND = new Arrivals.Open(1_000);

    /** Warm-up of one second, window of one second. */
    private static final Window WINDOW = new Window(ORIGIN, ORIGIN + SECOND, ORIGIN + 2 * SECOND);

    private final Pace open = Pace.of(THOUSAND_PER_SECOND, WINDOW, 0, 1);

    @Test
    void nothingIsDueBeforeItsTime() {
        assertThat(open.take(ORIGIN - 1)).isEqualTo(Pace.NONE);
        assertThat(open.take(ORIGIN)).isEqualTo(ORIGIN);
        assertThat(open.take(ORIGIN + MS - 1)).isEqualTo(Pace.NONE);
        assertThat(open.take(ORIGIN + MS)).isEqualTo(ORIGIN + MS);
    }

    @Test
    void aLateDriverGetsTheIntendedStartsAndNotTheTimeAtWhichItAsks() {
        long late = ORIGIN + 3 * MS;

        assertThat(List.of(open.take(late), open.take(late), open.take(late), open.take(late)))
                .containsExactly(ORIGIN, ORIGIN + MS, ORIGIN + 2 * MS, late);
        assertThat(open.take(late)).isEqualTo(Pace.NONE);
    }

    @Test
    void severalThreadsKeepOneScheduleTogether() {
        List<Long> taken = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            Pace pace = Pace.of(THOUSAND_PER_SECOND, WINDOW, thread, 3);
            for (long due = pace.take(ORIGIN + 9 * MS); due != Pace.NONE; due = pace.take(ORIGIN + 9 * MS)) {
                taken.add(due);
            }
        }

        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(0, 9)
                        .mapToObj(i -> ORIGIN + i * MS)
                        .toList());
    }

    @Test
    void whatTheWarmUpCouldNotSendIsDroppedWhenTheWindowBegins() {
        assertThat(open.take(WINDOW.startNanos() + MS)).isEqualTo(WINDOW.startNanos());
    }

    @Test
    void afterTheEndOnlyWhatWasDueInsideTheWindowIsSent() {
        long now = WINDOW.endNanos() + 5 * MS;
        open.take(WINDOW.startNanos());
        open.stop(now);

        int sent = 0;
        while (open.take(now) != Pace.NONE) {
            sent++;
        }

        assertThat(sent).isEqualTo(999);
        assertThat(open.over(now)).isTrue();
        assertThat(open.untaken()).isZero();
    }

    @Test
    void whatIsNotSentInTimeAfterTheEndIsTold() {
        open.take(WINDOW.startNanos());
        open.stop(WINDOW.endNanos());
        long tooLate = WINDOW.endNanos() + Pace.DRAIN_MAX.toNanos() + 1;

        assertThat(open.over(WINDOW.endNanos())).isFalse();
        assertThat(open.over(tooLate)).isTrue();
        assertThat(open.take(tooLate)).isEqualTo(Pace.NONE);
        assertThat(open.untaken()).isEqualTo(999);
    }

    @Test
    void tellsHowLongUntilTheNextArrivalOfItsThread() {
        Pace.Spaced second = new Pace.Spaced(new Arrivals.Open(1_000), WINDOW, 1, 2);

        assertThat(second.untilNextNanos(ORIGIN - MS)).isEqualTo(2 * MS);
        assertThat(second.untilNextNanos(ORIGIN)).isEqualTo(MS);
        assertThat(second.untilNextNanos(ORIGIN + MS)).isEqualTo(2 * MS);
        assertThat(second.untilNextNanos(ORIGIN + 2 * MS)).isEqualTo(MS);
    }

    @Test
    void backToBackIsAlwaysDueUntilItIsStopped() {
        Pace closed = Pace.of(new Arrivals.Closed(), WINDOW, 0, 1);

        assertThat(closed.take(42)).isEqualTo(42);
        assertThat(closed.over(42)).isFalse();
        closed.stop(43);
        assertThat(closed.take(44)).isEqualTo(Pace.NONE);
        assertThat(closed.over(44)).isTrue();
        assertThat(closed.untaken()).isZero();
    }
}
