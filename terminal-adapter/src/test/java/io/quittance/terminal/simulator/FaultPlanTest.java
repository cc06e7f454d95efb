package io.quittance.terminal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultPlanTest {

    @Test
    void goesWrongAsOftenAsItSaysAndAlikeForOneSeed() {
        FaultPlan plan = FaultPlan.parse("drop_after=0.25, reboot=0.25");
        List<Fault.Kind> kinds = draw(plan, 7);

        assertThat(draw(plan, 7)).isEqualTo(kinds);
        assertThat(kinds.stream().filter(kind -> kind == Fault.Kind.DROP_AFTER)).hasSizeBetween(200, 300);
        assertThat(kinds.stream().filter(kind -> kind == Fault.Kind.REBOOT_AFTER_HOST))
                .hasSizeBetween(200, 300);
        assertThat(kinds.stream().filter(kind -> kind == Fault.Kind.NONE)).hasSizeBetween(400, 600);
    }

    private static List<Fault.Kind> draw(FaultPlan plan, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        return Stream.generate(() -> plan.next(chance).kind()).limit(1_000).toList();
    }

    @Test
    void isNothingWhereNothingIsSaid() {
        assertThat(FaultPlan.parse(" ")).isEqualTo(FaultPlan.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"drop", "drop_after", "drop_after=x", "drop_after=2", "silent=-1", "none=1", "silent=0,silent=0"
            })
    void refusesWhatItDoesNotUnderstand(String text) {
        assertThatThrownBy(() -> FaultPlan.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
