package io.quittance.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.money.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1250 | EUR | 12.50 EUR",
                "5 | EUR | 0.05 EUR",
                "123456789 | JPY | 123,456,789 JPY",
                "1234567 | KWD | 1,234.567 KWD",
                "999999999999 | EUR | 9,999,999,999.99 EUR"
            })
    void anAmountHasTheDecimalsOfItsCurrency(long minorUnits, String currency, String written) {
        assertThat(Words.money(Money.of(minorUnits, currency)).toString()).contains(">" + written + "<");
    }

    @Test
    void aWordOfTheContractIsWrittenAsPeopleWriteIt() {
        assertThat(Words.spaced("awaiting_resume")).isEqualTo("awaiting resume");
    }

    @Test
    void aMomentIsToldToPeopleAndToMachines() {
        assertThat(Words.time(Instant.parse("2026-11-21T20:39:08.645123Z")))
                .hasToString("<time datetime=\"2026-11-21T20:39:08.645Z\">2026-11-21 20:39:08</time>");
        assertThat(Words.time(null)).hasToString("–");
    }
}
