package io.quittance.api.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultPlanTest {
    private static final List<String> REFERENCES =
            IntStream.range(0, 20_000).mapToObj(i -> "pi_" + i + "-1").toList();

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "latency=0", "drop_request=0,delay=0"})
    void doesNothingByDefault(String text) {
        FaultPlan plan = FaultPlan.parse(text, 7);

        assertThat(REFERENCES).allSatisfy(reference -> {
            assertThat(plan.faultOf(reference)).isEqualTo(Fault.NONE);
            assertThat(plan.latencyOf(reference)).isZero();
        });
    }

    @Test
    void readsEveryFault() {
        FaultPlan plan = FaultPlan.parse(
                "latency=5, latency_sigma=0.5, drop_request=0.01, drop_response=0.02, delay=0.03, http_500=0.04,"
                        + "duplicate=0.05, late_processing=0.06",
                7);

        assertThat(plan.rates())
                .containsOnly(
                        Map.entry(Fault.DROP_REQUEST, 0.01),
                        Map.entry(Fault.DROP_RESPONSE, 0.02),
                        Map.entry(Fault.DELAY, 0.03),
                        Map.entry(Fault.HTTP_500, 0.04),
                        Map.entry(Fault.DUPLICATE, 0.05),
                        Map.entry(Fault.LATE_PROCESSING, 0.06));
        assertThat(FaultPlan.parse(plan.toString(), 7)).isEqualTo(plan);
    }

    @Test
    void reportsEveryFaultOfTheTextAtOnce() {
        assertThatThrownBy(() -> FaultPlan.parse("latency=-1,drop_requst=0.1,delay,http_500=x,duplicate=2,none=1", 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"latency=-1\"")
                .hasMessageContaining("\"drop_requst\" is unknown")
                .hasMessageContaining("\"delay\" wants")
                .hasMessageContaining("\"http_500=x\"")
                .hasMessageContaining("\"duplicate=2\"")
                .hasMessageContaining("\"none\" is unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delay=0.6,duplicate=0.6", "delay=0.1,delay=0.1", "delay=NaN", ",", "latency=200000"})
    void refusesWhatMakesNoSense(String text) {
        assertThatThrownBy(() -> FaultPlan.parse(text, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isAFunctionOfSeedAndReference() {
        String text = "latency=5,latency_sigma=1,drop_request=0.3,delay=0.3";

        assertThat(fates(FaultPlan.parse(text, 7))).isEqualTo(fates(FaultPlan.parse(text, 7)));
        assertThat(fates(FaultPlan.parse(text, 7))).isNotEqualTo(fates(FaultPlan.parse(text, 8)));
    }

    @Test
    void takesTheShareThatWasAskedFor() {
        FaultPlan plan = FaultPlan.parse("drop_request=0.1,http_500=0.2", 7);

        assertThat(share(plan, Fault.DROP_REQUEST)).isCloseTo(0.1, within(0.01));
        assertThat(share(plan, Fault.HTTP_500)).isCloseTo(0.2, within(0.01));
        assertThat(share(plan, Fault.NONE)).isCloseTo(0.7, within(0.01));
    }

    @Test
    void keepsAFixedLatency() {
        assertThat(FaultPlan.parse("latency=5", 7).latencyOf("pi_1-1")).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void spreadsALogNormalLatencyAroundItsMedian() {
        FaultPlan plan = FaultPlan.parse("latency=20,latency_sigma=1", 7);
        List<Duration> sorted =
                REFERENCES.stream().map(plan::latencyOf).sorted().toList();

        assertThat(sorted.get(10_000).toMillis()).isBetween(19L, 21L);
        // e to the power of one standard deviation
        assertThat(sorted.get(16_827).toMillis()).isBetween(50L, 58L);
        assertThat(sorted.get(19_999)).isLessThanOrEqualTo(FaultPlan.LATENCY_MAX);
    }

    private static List<String> fates(FaultPlan plan) {
        return REFERENCES.stream()
                .map(reference -> plan.faultOf(reference) + " " + plan.latencyOf(reference))
                .toList();
    }

    private static double share(FaultPlan plan, Fault fault) {
        long hit = REFERENCES.stream()
                .filter(reference -> plan.faultOf(reference) == fault)
                .count();
        return (double) hit / REFERENCES.size();
    }
}
