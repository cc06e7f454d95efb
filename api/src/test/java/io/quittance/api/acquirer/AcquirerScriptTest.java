package io.quittance.api.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.Failure;
import java.lang.Character.UnicodeScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcquirerScriptTest {

    @ParameterizedTest(name = "{0} minor units, card {1}, code {2}: {3}")
    @CsvSource({
        // amounts, before anything about the card
        "1251, 5200000000000056, 341, declined insufficient_funds 51",
        "51, 4456530000001013, , declined insufficient_funds 51",
        "1254, 5200000000000056, 341, declined expired_card 54",
        "1268, 5200000000000056, 341, approved",
        "1268, 4456530000001013, , approved",
        "1291, 5200000000000056, 341, not_processed issuer_unavailable 91",
        // cards
        "1250, 5200000000000056, , approved",
        "1250, 4456530000001013, 341, declined do_not_honor 05",
        "1250, 340000150358074, 7654, declined do_not_honor 4",
        "1250, 4456530000001096, 020, challenged",
        "1250, 5200000000001096, , challenged",
        "1250, 4456530000001104, , challenged impassable",
        "1250, 5200000000001104, , challenged impassable",
        "1250, 4456530000001112, , declined authentication_failed 1A",
        "1250, 5200000000001112, , declined authentication_failed 1A",
        "1250, 4456530000000007, 020, challenged",
        "1250, 4976000000003436, 452, approved",
        "1250, 4012000098765439, 999, approved",
        "1250, 5499740000000057, 998, approved",
        "1250, 2223000048400011, 998, approved",
        "1250, 371449635392376, 9997, approved",
        "1250, 6011000993026909, 996, approved",
        "1250, 4018810000100036, 999, approved",
        "1250, 4242424242424242, 123, approved",
        "1250, 4242424242424241, 123, declined incorrect_number 14",
        // card codes
        "1250, 5200000000000056, 341, approved",
        "1250, 5200000000000056, 342, declined incorrect_cvc N7",
        "1250, 371449635392376, 9998, declined incorrect_cvc N7",
        "1250, 371449635392376, , approved"
    })
    void decidesByAmountThenCardThenCode(long amount, String card, String code, String said) {
        assertThat(words(AcquirerScript.decide(Given.order("pi_1-1", amount, card, code))))
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"1268, false", "68, false", "6800, true", "1250, true", "1251, true", "1291, true"})
    void leavesOnlyAmountsEndingIn68Unanswered(long amount, boolean answered) {
        assertThat(AcquirerScript.answers(Given.order("pi_1-1", amount))).isEqualTo(answered);
    }

    @Test
    void speaksHebrewWhereTheHostDoes() {
        AttemptOrder order = Given.order("pi_1-1", 1250, "340000150358074", null);

        Failure failure = ((Verdict.Declined) AcquirerScript.decide(order)).failure();

        assertThat(failure.hostMessage().codePoints())
                .anyMatch(point -> UnicodeScript.of(point) == UnicodeScript.HEBREW);
    }

    private static String words(Verdict verdict) {
        if (verdict instanceof Verdict.Declined declined) {
            assertThat(declined.failure().code()).isEqualTo("card_declined");
            return verdict.decision() + " " + words(declined.failure());
        }
        if (verdict instanceof Verdict.NotProcessed notProcessed) {
            assertThat(notProcessed.failure().code()).isEqualTo("error_before_processing");
            return verdict.decision() + " " + words(notProcessed.failure());
        }
        boolean isHopeless = verdict instanceof Verdict.Challenged asked && !asked.isPassable();
        return verdict.decision() + (isHopeless ? " impassable" : "");
    }

    private static String words(Failure failure) {
        assertThat(failure.hostMessage()).isNotBlank();
        assertThat(failure.message()).endsWith(".");
        return failure.declineCode() + " " + failure.hostCode();
    }
}
