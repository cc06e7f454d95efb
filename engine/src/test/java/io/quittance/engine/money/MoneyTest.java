package io.quittance.engine.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MoneyTest {

    @Test
    void isNeverNegative() {
        assertThat(Money.of(0, "EUR").minorUnits()).isZero();
        assertThatThrownBy(() -> Money.of(-1, "EUR")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isEqualByAmountAndCurrency() {
        assertThat(Money.of(1250, "978"))
                .isEqualTo(Money.of(1250, "EUR"))
                .isNotEqualTo(Money.of(1250, "USD"))
                .isNotEqualTo(Money.of(1251, "EUR"));
    }

    @Test
    void addsExactlyAndNeverWraps() {
        assertThat(Money.of(1, "EUR").plus(Money.of(2, "EUR"))).isEqualTo(Money.of(3, "EUR"));
        assertThatThrownBy(() -> Money.of(Long.MAX_VALUE, "EUR").plus(Money.of(1, "EUR")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void doesNotMixCurrencies() {
        assertThatThrownBy(() -> Money.of(1, "EUR").plus(Money.of(1, "USD")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("EUR", "USD");
    }

    @Test
    void hasAZeroOfItsCurrency() {
        assertThat(Money.of(5, "JPY").zero()).isEqualTo(Money.of(0, "JPY"));
    }

    @Test
    void printsMinorUnitsAndCode() {
        assertThat(Money.of(1250, "EUR")).hasToString("1250 EUR");
    }
}
