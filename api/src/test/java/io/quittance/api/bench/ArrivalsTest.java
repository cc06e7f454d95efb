package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.bench.Arrivals.Open;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrivalsTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void spacesArrivalsEvenly() {
        Open open = new Open(4);

        assertThat(open.offsetNanos(0)).isZero();
        assertThat(open.offsetNanos(1)).isEqualTo(SECOND / 4);
        assertThat(open.offsetNanos(9)).isEqualTo(2 * SECOND + SECOND / 4);
    }

    @Test
    void doesNotDriftWhenTheRateDoesNotDivideASecond() {
        assertThat(new Open(7).offsetNanos(7L * 1_000_000)).isEqualTo(1_000_000 * SECOND);
    }

    @Test
    void staysExactForTheLongestAndFastestRun() {
        Open open = new Open(LoadPlan.ARRIVALS_PER_SECOND_MAX);
        long all = (long) LoadPlan.SECONDS_MAX * LoadPlan.ARRIVALS_PER_SECOND_MAX;

        assertThat(open.offsetNanos(all)).isEqualTo(LoadPlan.SECONDS_MAX * SECOND);
        assertThat(open.arrivalsBefore(LoadPlan.SECONDS_MAX * SECOND)).isEqualTo(all);
    }

    @Test
    void nothingArrivesBeforeTheStart() {
        assertThat(new Open(5).arrivalsBefore(0)).isZero();
        assertThat(new Open(5).arrivalsBefore(-1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1_000, 999_983})
    void countsExactlyTheArrivalsBeforeAMoment(int perSecond) {
        Open open = new Open(perSecond);
        for (long index : new long[] {0, 1, 2, perSecond - 1, perSecond, 5L * perSecond + 1}) {
            long offset = open.offsetNanos(index);

            assertThat(open.arrivalsBefore(offset)).isEqualTo(index);
            assertThat(open.arrivalsBefore(offset + 1)).isEqualTo(index + 1);
        }
    }
}
