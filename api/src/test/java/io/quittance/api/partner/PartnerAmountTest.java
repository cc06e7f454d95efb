package io.quittance.api.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.money.CurrencyCode;
import io.quittance.engine.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money and names in words of the Partner API. */
final class PartnerAmountTest {

    @ParameterizedTest
    @CsvSource({
        "1, EUR, 0.01",
        "1250, EUR, 12.50",
        "100, EUR, 1.00",
        "999999999999, EUR, 9999999999.99",
        "1250, JPY, 1250.00",
        "1250, KWD, 1.25"
    })
    void saysWhatItReads(long minor, String currency, String text) {
        Money money = Money.of(minor, currency);

        assertThat(PartnerAmount.text(money)).contains(text);
        assertThat(PartnerAmount.parse(text, CurrencyCode.of(currency))).contains(money);
    }

    @ParameterizedTest
    @CsvSource({"0, EUR", "1251, KWD", "99999999999, JPY"})
    void saysNothingThatItCannotSayExactly(long minor, String currency) {
        assertThat(PartnerAmount.text(Money.of(minor, currency))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0.00", "000.00", "1", "1.0", "1.000", "-1.00", "+1.00", "1e2", " 1.00", "12345678901.00"})
    void readsNothingElse(String text) {
        assertThat(PartnerAmount.parse(text, CurrencyCode.of("EUR"))).isEmpty();
    }

    @Test
    void readsNoPartOfAMinorUnit() {
        assertThat(PartnerAmount.parse("1.50", CurrencyCode.of("JPY"))).isEmpty();
    }

    @Test
    void aTransactionsNameIsTheBeginningOfAHash() {
        // printf pi_a-1 | sha256sum | cut -c1-32
        assertThat(UniqueId.of("pi_a-1"))
                .isEqualTo("90d323c80fc20812e6eab8f3f00f6a28")
                .matches(UniqueId.FORM);
    }
}
