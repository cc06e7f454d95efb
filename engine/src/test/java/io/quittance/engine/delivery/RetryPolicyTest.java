package io.quittance.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {

    private static final Instant FIRST = Instant.parse("2026-03-14T10:15:30Z");

    @Test
    void sevenDaysAreFourteenTriesAtTheseTimes() {
        assertThat(seconds(RetryPolicy.SEVEN_DAYS))
                .containsExactly(
                        0L, 60L, 180L, 420L, 900L, 1_800L, 3_600L, 7_200L, 93_600L, 180_000L, 266_400L, 352_800L,
                        439_200L, 525_600L);
    }

    @Test
    void twoHoursDoubleFromTenSecondsToTenMinutes() {
        assertThat(seconds(RetryPolicy.TWO_HOURS))
                .startsWith(0L, 10L, 30L, 70L, 150L, 310L, 630L, 1_230L)
                .endsWith(6_030L, 6_630L)
                .hasSize(17);
    }

    /** Goal: the clock of the schedule runs on (PP-9). Method: a process that was down from the second try to a day. */
    @Test
    void whatFellIntoAnOutageIsLeftOut() {
        Instant back = FIRST.plus(Duration.ofHours(3));

        assertThat(RetryPolicy.SEVEN_DAYS.next(FIRST, back, null, 0)).contains(FIRST.plusSeconds(93_600));
        assertThat(RetryPolicy.SEVEN_DAYS.next(FIRST, FIRST.plus(Duration.ofDays(7)), null, 0))
                .isEmpty();
    }

    @Test
    void aSlowAnswerDoesNotMoveTheTimes() {
        Instant late = FIRST.plusSeconds(60).plusMillis(700);

        assertThat(RetryPolicy.SEVEN_DAYS.next(FIRST, late, null, 0)).contains(FIRST.plusSeconds(180));
    }

    @Test
    void anEndpointIsLeftAloneForAsLongAsItAsks() {
        RetryPolicy policy = RetryPolicy.SEVEN_DAYS;

        assertThat(policy.next(FIRST, FIRST, Duration.ofSeconds(500), 0)).contains(FIRST.plusSeconds(500));
        assertThat(policy.next(FIRST, FIRST, Duration.ofSeconds(5), 0)).contains(FIRST.plusSeconds(60));
        assertThat(policy.next(FIRST, FIRST, Duration.ofDays(30), 0)).contains(FIRST.plus(Duration.ofDays(1)));
    }

    /** Goal: no request for patience makes an obligation endless. Method: one beyond the last try. */
    @Test
    void noRequestForPatienceGoesBeyondTheLastTry() {
        Instant last = FIRST.plusSeconds(439_200);

        assertThat(RetryPolicy.SEVEN_DAYS.next(FIRST, last, Duration.ofHours(24), 0))
                .contains(FIRST.plusSeconds(525_600));
        assertThat(RetryPolicy.TWO_HOURS.next(FIRST, FIRST, Duration.ofHours(20), 0))
                .contains(FIRST.plusSeconds(6_630));
    }

    @Test
    void ownGapsAreSpreadByUpToATenthAndKeepTheirOrder() {
        RetryPolicy own = RetryPolicy.ofSeconds(List.of(100L, 10L, 1_000L));

        List<List<Instant>> runs =
                LongStream.range(0, 200).mapToObj(salt -> tries(own, salt)).toList();

        assertThat(runs).allSatisfy(run -> {
            assertThat(run).hasSize(4).isSorted();
            assertThat(Duration.between(FIRST, run.get(1)).toMillis()).isBetween(100_000L, 101_000L);
            assertThat(Duration.between(FIRST, run.get(2)).toMillis()).isBetween(110_000L, 111_000L);
            assertThat(Duration.between(FIRST, run.get(3)).toMillis()).isBetween(1_110_000L, 1_210_000L);
        });
        assertThat(runs.stream().map(run -> run.get(3)).distinct().count()).isGreaterThan(50);
        assertThat(tries(own, 7)).isEqualTo(tries(own, 7));
    }

    private static List<Long> seconds(RetryPolicy policy) {
        return tries(policy, 3).stream()
                .map(at -> Duration.between(FIRST, at).toSeconds())
                .toList();
    }

    private static List<Instant> tries(RetryPolicy policy, long salt) {
        List<Instant> tries = new ArrayList<>();
        Optional<Instant> next = Optional.of(FIRST);
        while (next.isPresent()) {
            tries.add(next.get());
            next = policy.next(FIRST, next.get(), null, salt);
        }
        return tries;
    }
}
