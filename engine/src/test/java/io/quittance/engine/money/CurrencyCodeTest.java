package io.quittance.engine.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CurrencyCodeTest {

    @ParameterizedTest
    @CsvSource({"USD, 840, 2", "EUR, 978, 2", "JPY, 392, 0", "KWD, 414, 3", "ALL, 008, 2", "CHF, 756, 2", "XOF, 952, 0"
    })
    void isFoundByItsLettersAndByItsNumber(String letters, String number, int exponent) {
        assertThat(CurrencyCode.of(number)).isEqualTo(CurrencyCode.of(letters)).hasToString(letters);
        assertThat(CurrencyCode.of(letters).exponent()).isEqualTo(exponent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DEM", "276", "FRF", "ITL", "ESP", "ATS", "HRK", "BGN", "SLL", "CUC", "ANG", "STD", "ZWL", "YUM"
            })
    void refusesWhatWasWithdrawn(String text) {
        assertThat(CurrencyCode.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"XAU", "959", "XXX", "999", "XTS", "XDR", "CHE", "CLF", "USN"})
    void refusesMetalsFundsAndPlaceholders(String text) {
        assertThat(CurrencyCode.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "US", "USDT", "84", "0840", "8 40", "EURO", "€"})
    void refusesWhatIsNoCode(String text) {
        assertThat(CurrencyCode.parse(text)).isEmpty();
        assertThatThrownBy(() -> CurrencyCode.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    /** Goal: a number never means two currencies. Method: every code that is taken comes back from its own number. */
    @Test
    void givesEachNumberToOneCurrency() {
        List<Currency> current = Currency.getAvailableCurrencies().stream()
                .filter(currency ->
                        CurrencyCode.parse(currency.getCurrencyCode()).isPresent())
                .toList();

        assertThat(current).hasSizeGreaterThan(140).allSatisfy(currency -> assertThat(
                        CurrencyCode.of(currency.getNumericCodeAsString()).code())
                .isEqualTo(currency.getCurrencyCode()));
    }
}
