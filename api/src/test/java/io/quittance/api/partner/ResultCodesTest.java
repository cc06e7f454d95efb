package io.quittance.api.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.partner.ResultCodes.Conclusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every class of chapter 2.5 and every exception in it. */
final class ResultCodesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // success
        "000.000.000, APPROVED",
        "000.000.100, APPROVED",
        "000.100.110, APPROVED",
        "000.300.000, APPROVED",
        "000.600.000, APPROVED",
        "000.400.110, APPROVED",
        "000.400.120, APPROVED",
        // success, review
        "000.400.000, APPROVED",
        "000.400.020, APPROVED",
        "000.400.100, APPROVED",
        "000.400.030, UNKNOWN",
        "000.400.031, UNKNOWN",
        // pending
        "000.200.000, SESSION_OPEN",
        "000.200.100, SESSION_OPEN",
        "800.400.500, UNKNOWN",
        "100.400.500, UNKNOWN",
        "800.700.100, UNKNOWN",
        // 3-D Secure and intercard
        "000.400.101, DECLINED",
        "000.400.109, DECLINED",
        "000.400.200, DECLINED",
        "000.400.130, UNKNOWN",
        // bank
        "800.100.100, DECLINED",
        "800.100.152, DECLINED",
        "800.100.155, DECLINED",
        "800.700.101, DECLINED",
        "800.700.500, DECLINED",
        "800.800.102, DECLINED",
        "800.800.202, DECLINED",
        "800.800.302, DECLINED",
        // communication
        "900.100.100, UNKNOWN",
        "900.100.300, UNKNOWN",
        "900.100.400, UNKNOWN",
        "900.200.100, UNKNOWN",
        "900.300.600, UNKNOWN",
        "900.400.100, UNKNOWN",
        // system
        "800.500.100, UNKNOWN",
        "800.600.100, UNKNOWN",
        "999.999.999, UNKNOWN",
        "600.100.100, UNKNOWN",
        "800.800.800, UNKNOWN",
        // asynchronous workflow
        "100.395.501, DECLINED",
        "100.396.101, DECLINED",
        "100.396.104, UNKNOWN",
        "100.397.101, DECLINED",
        // risk
        "100.400.000, DECLINED",
        "100.400.327, DECLINED",
        "100.380.501, DECLINED",
        "100.370.100, DECLINED",
        // address, 3-D Secure, blacklist, risk validation
        "800.400.100, DECLINED",
        "800.400.200, DECLINED",
        "100.380.401, DECLINED",
        "100.390.112, DECLINED",
        "100.100.701, DECLINED",
        "800.300.101, DECLINED",
        "800.200.159, DECLINED",
        "800.110.100, DECLINED",
        "800.160.100, DECLINED",
        // configuration
        "600.200.500, NOT_PROCESSED",
        "600.300.101, NOT_PROCESSED",
        "500.100.201, NOT_PROCESSED",
        "500.200.101, NOT_PROCESSED",
        "800.121.100, NOT_PROCESSED",
        // registration, reference, format
        "100.150.100, NOT_PROCESSED",
        "100.350.100, NOT_PROCESSED",
        "700.400.580, NOT_PROCESSED",
        "700.400.200, DECLINED",
        "700.100.100, DECLINED",
        "700.500.001, DECLINED",
        "200.100.101, NOT_PROCESSED",
        "200.300.404, NOT_PROCESSED",
        "100.500.101, NOT_PROCESSED",
        "100.570.101, NOT_PROCESSED",
        "100.300.101, NOT_PROCESSED",
        "100.370.200, NOT_PROCESSED",
        "800.900.300, NOT_PROCESSED",
        // address, contact, account, amount
        "100.800.100, NOT_PROCESSED",
        "100.700.100, NOT_PROCESSED",
        "100.900.100, NOT_PROCESSED",
        "100.550.300, NOT_PROCESSED",
        "100.100.104, DECLINED",
        "100.200.100, DECLINED",
        "100.210.101, DECLINED",
        // chargeback
        "000.100.200, APPROVED",
    })
    void provesWhatItsFirstRowSays(String code, Conclusion conclusion) {
        assertThat(ResultCodes.conclusion(code)).isEqualTo(conclusion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "000.000", "000.000.0000", "a00.000.000", "000000000", "123.456.789", "000.000.000 "})
    void aCodeThatNobodyKnowsProvesNothing(String code) {
        assertThat(ResultCodes.conclusion(code)).isEqualTo(Conclusion.UNKNOWN);
        assertThat(ResultCodes.name(code)).isEmpty();
    }

    @Test
    void wordsAndCodesOfARefusalBelongTogether() {
        assertThat(ResultCodes.codeOf("insufficient_funds")).contains("800.100.155");
        assertThat(ResultCodes.declineCode("800.100.155")).contains("insufficient_funds");
        assertThat(ResultCodes.codeOf("nothing")).isEmpty();
    }
}
