package io.quittance.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InquiryScheduleTest {

    @Test
    void asksAtTheTimesOfTheDesignForEver() {
        long[] everyMinute = LongStream.rangeClosed(1, 15).map(n -> n * 60).toArray();
        long[] thenEveryQuarter =
                LongStream.rangeClosed(2, 96).map(n -> n * 900).toArray();
        long[] expected = Stream.of(new long[] {2, 5, 10, 20, 30}, everyMinute, thenEveryQuarter)
                .flatMapToLong(LongStream::of)
                .toArray();

        assertThat(Stream.iterate(InquirySchedule.nextAfter(Duration.ZERO), InquirySchedule::nextAfter)
                        .limit(expected.length)
                        .mapToLong(Duration::toSeconds))
                .containsExactly(LongStream.of(expected).boxed().toArray(Long[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2000",
        "1999, 2000",
        "2000, 5000",
        "29999, 30000",
        "30000, 60000",
        "59999, 60000",
        "61000, 120000",
        "899999, 900000",
        "900000, 1800000",
        "86400000, 87300000"
    })
    void choosesTheFirstPlannedTimeThatIsStillToCome(long elapsedMillis, long nextMillis) {
        assertThat(InquirySchedule.nextAfter(Duration.ofMillis(elapsedMillis)))
                .isEqualTo(Duration.ofMillis(nextMillis));
    }

    @Test
    void neverPlansTheMomentThatIs() {
        assertThat(IntStream.range(0, 4_000).mapToObj(Duration::ofSeconds))
                .allSatisfy(elapsed ->
                        assertThat(InquirySchedule.nextAfter(elapsed)).isGreaterThan(elapsed));
    }
}
