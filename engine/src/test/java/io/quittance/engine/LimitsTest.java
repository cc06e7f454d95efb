package io.quittance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.tidy.SourceFile;
import io.quittance.engine.tidy.SourceTree;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LimitsTest {

    @Test
    void theWaitsNest() {
        assertThat(Limits.COUNTERPARTY_ANSWER).isPositive().isLessThan(Limits.ANSWER_WAIT_DEFAULT);
        assertThat(Limits.ANSWER_WAIT_DEFAULT).isLessThan(Limits.ANSWER_WAIT_MAX);
        assertThat(Limits.READ_WAIT).isPositive().isLessThan(Limits.ANSWER_WAIT_DEFAULT);
    }

    @Test
    void anIntentLeavesMemoryWithinFiveSeconds() {
        assertThat(Limits.IDLE_IN_MEMORY).isBetween(Duration.ofMillis(1), Duration.ofSeconds(5));
    }

    @Test
    void anAmountHasTwelveDigits() {
        assertThat(Long.toString(Limits.AMOUNT_MINOR_MAX)).matches("9{12}");
    }

    @Test
    void everyAttemptHasRoomForItsKey() {
        assertThat(Limits.KEYS_PER_INTENT_MAX).isGreaterThan(Limits.ATTEMPTS_PER_INTENT_MAX);
    }

    @Test
    void aRevokedApiKeyIsRefusedWithinASecond() {
        assertThat(Limits.KEY_CHANGE_UNSEEN.multipliedBy(2)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void everyBoundIsAPositiveConstant() {
        assertThat(bounds()).hasSizeGreaterThan(15).allSatisfy(bound -> {
            Object value = bound.get(null);
            assertThat(value instanceof Duration time ? time.toMillis() : ((Number) value).longValue())
                    .as(bound.getName())
                    .isPositive();
        });
    }

    /** Goal: no bound is only written down. Method: its name is looked for in the modules' sources. */
    @Test
    void everyBoundIsApplied() {
        String sources = SourceTree.read().java().stream()
                .filter(file -> file.path().contains("/src/main/"))
                .map(SourceFile::text)
                .collect(Collectors.joining());

        assertThat(bounds()).map(Field::getName).allSatisfy(name -> assertThat(sources.contains("Limits." + name))
                .as(name)
                .isTrue());
    }

    private static Stream<Field> bounds() {
        return Arrays.stream(Limits.class.getFields());
    }
}
