package io.quittance.terminal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The times at a terminal nest, or a desk does not open. */
final class TerminalBudgetsTest {

    @Test
    void theUsualOnesNestAndLeaveAPayerTwoMinutes() {
        TerminalBudgets usual = TerminalBudgets.USUAL;
        assertThat(usual.dialogue()).isGreaterThanOrEqualTo(Duration.ofSeconds(120));
        assertThat(usual.dialogue()).isLessThan(usual.session());
        assertThat(usual.session()).isLessThan(Limits.TERMINAL_ANSWER_WAIT);
        assertThat(Limits.TERMINAL_ANSWER_WAIT).isLessThanOrEqualTo(Limits.ANSWER_WAIT_MAX);
        assertThat(usual.turn()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 9, 30, 60, 119, 120})
    void thoseOfAnyDialogueThatMayBeConfiguredNest(int seconds) {
        TerminalBudgets budgets = TerminalBudgets.ofDialogue(Duration.ofSeconds(seconds));
        assertThat(budgets.dialogue()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(budgets.turn()).isPositive();
    }

    @Test
    void thoseThatDoNotNestAreRefusedWithEveryFault() {
        assertThatThrownBy(() -> new TerminalBudgets(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(200),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("question < a dialogue")
                .hasMessageContaining("payer < a dialogue")
                .hasMessageContaining("a session < the answer's wait")
                .hasMessageContaining("the heartbeat");
    }
}
