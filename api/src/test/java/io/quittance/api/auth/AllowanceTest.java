package io.quittance.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.auth.Allowance.Draw;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Time is the test's own: nothing here waits. */
final class AllowanceTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void oneSecondsWorthMayBeUsedAtOnceAndNoMore() {
        Allowance allowance = Allowance.perSecond(50, nanos::get);

        assertThat(take(allowance, 50)).allMatch(Draw::granted);
        assertThat(take(allowance, 5)).noneMatch(Draw::granted);
    }

    @Test
    void whatIsLeftIsTold() {
        Allowance allowance = Allowance.perSecond(50, nanos::get);

        assertThat(take(allowance, 50))
                .map(Draw::remaining)
                .startsWith(49L, 48L)
                .endsWith(1L, 0L);
        assertThat(allowance.take()).isEqualTo(new Draw(false, 50, 0, 1));
    }

    @Test
    void itRefillsEvenly() {
        Allowance allowance = Allowance.perSecond(50, nanos::get);
        take(allowance, 50);

        nanos.addAndGet(Duration.ofMillis(19).toNanos());
        assertThat(allowance.take().granted()).isFalse();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(take(allowance, 2)).map(Draw::granted).containsExactly(true, false);
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(take(allowance, 6)).map(Draw::granted).containsExactly(true, true, true, true, true, false);
    }

    @Test
    void itNeverHoldsMoreThanOneSecondsWorth() {
        Allowance allowance = Allowance.perSecond(50, nanos::get);

        nanos.addAndGet(Duration.ofDays(365).toNanos());

        assertThat(take(allowance, 60)).filteredOn(Draw::granted).hasSize(50);
    }

    @Test
    void aSlowKeyMayStillAskTenThingsAtOnceAndThenRestsTenSeconds() {
        Allowance allowance = Allowance.perSecond(1, nanos::get);

        assertThat(take(allowance, 11)).filteredOn(Draw::granted).hasSize(10);
        assertThat(allowance.take()).isEqualTo(new Draw(false, 10, 0, 10));
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(allowance.take().secondsUntilFull()).as("9.5, rounded up").isEqualTo(10);
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(allowance.take()).isEqualTo(new Draw(true, 10, 0, 10));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(allowance.take()).isEqualTo(new Draw(true, 10, 9, 1));
    }

    @Test
    void aClockThatBeginsBelowZeroIsAsGoodAsAnyOther() {
        nanos.set(Long.MIN_VALUE / 2);
        Allowance allowance = Allowance.perSecond(20, nanos::get);

        assertThat(take(allowance, 21)).filteredOn(Draw::granted).hasSize(20);
        nanos.addAndGet(Duration.ofMillis(50).toNanos());
        assertThat(allowance.take().granted()).isTrue();
    }

    @Test
    void theUnlimitedOneHasNoLimitToTell() {
        assertThat(take(Allowance.UNLIMITED, 1_000)).allMatch(Draw::granted).noneMatch(Draw::isLimited);
    }

    private static List<Draw> take(Allowance allowance, int times) {
        return IntStream.range(0, times).mapToObj(i -> allowance.take()).toList();
    }
}
