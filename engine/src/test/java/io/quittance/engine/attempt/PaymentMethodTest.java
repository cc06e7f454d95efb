package io.quittance.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.support.Given;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaymentMethodTest {

    @ParameterizedTest
    @CsvSource({
        "500000000611,        XXXXXXXX0611",
        "4222222222222,       XXXXXXXXX2222",
        "30569309025904,      305693XXXX5904",
        "378282246310005,     378282XXXXX0005",
        "4111111111111111,    411111XXXXXX1111",
        "63049906177592836,   630499XXXXXXX2836",
        "621234567890123453,  621234XXXXXXXX3453",
        "6212345678900000003, 621234XXXXXXXXX0003"
    })
    void keepsAtMostTheFirstSixAndTheLastFourDigits(String number, String masked) {
        PaymentMethod.Card card = new PaymentMethod.Card(number, YearMonth.of(2030, 4), "123");

        assertThat(card.summary().masked()).isEqualTo(masked).hasSameSizeAs(number);
        assertThat(card.summary().expiry()).isEqualTo("04/30");
    }

    @ParameterizedTest
    @CsvSource({
        "4111111111111111, visa",
        "5200000000000056, mastercard",
        "2221000000000009, mastercard",
        "2720990000000000, mastercard",
        "2721000000000000, unknown",
        "2220990000000000, unknown",
        "5600000000000000, unknown",
        "378282246310005, amex",
        "340000000000009, amex",
        "6011000000000004, discover",
        "6500000000000002, discover",
        "30569309025904, diners",
        "36000000000008, diners",
        "3530111333300000, jcb",
        "6200000000000005, unionpay",
        "9999999999999995, unknown"
    })
    void tellsTheSchemeByTheLeadingDigits(String number, String brand) {
        assertThat(new PaymentMethod.Card(number, YearMonth.of(2030, 4), null)
                        .summary()
                        .brand())
                .isEqualTo(brand);
    }

    @Test
    void isRedactedWhereverItMightBePrinted() {
        PaymentMethod.Card card = Given.card(2030, 12);
        AttemptOrder order = new AttemptOrder("pi_x-1", Given.TERMS.amount(), card, true);
        CardDetails sent = CardDetails.of("4111111111111111", 12, 2030, "987");

        assertThat(card).hasToString("Card[411111XXXXXX1111]");
        assertThat(order.toString()).doesNotContain("4111111111111111").doesNotContain("123]");
        assertThat(sent).hasToString("CardDetails[redacted]");
    }
}
