package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LoadPlanTest {

    @Test
    void namesAllFaultsAtOnce() {
        assertThatThrownBy(() -> new LoadPlan(Scenario.PAYMENT, new Arrivals.Open(0), 0, -1, 0, 1, false, 61))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("connections", "rate", "warm-up seconds", "measured seconds", "raw seconds");
    }

    @Test
    void changesOneThingAtATime() {
        LoadPlan plan = LoadPlan.of(Scenario.READ)
                .open(50)
                .withConnections(3)
                .withSeconds(0, 1)
                .withSeed(9)
                .withFsyncCount(true)
                .withRawSeconds(0);

        assertThat(plan).isEqualTo(new LoadPlan(Scenario.READ, new Arrivals.Open(50), 3, 0, 1, 9, true, 0));
    }

    @Test
    void readsScenariosByTheNamesThatReportsUse() {
        assertThat(Scenario.values()).allSatisfy(scenario -> assertThat(Scenario.parse(scenario.text()))
                .contains(scenario));
        assertThat(Scenario.parse("PAYMENT")).isEmpty();
    }

    @Test
    void refusesATargetThatItCannotMeasureAndNamesAllFaults() {
        assertThatThrownBy(() -> new HttpTarget(
                        URI.create("https://host/path"), "two\r\nlines", OptionalLong.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("http://host:port", "API key");
    }

    @Test
    void aTargetDoesNotTellItsKey() {
        HttpTarget target = new HttpTarget(
                URI.create("http://127.0.0.1:8080/"), "qk_test_secret", OptionalLong.empty(), Optional.empty());

        assertThat(target.toString() + target.text()).doesNotContain("secret");
    }
}
