package io.quittance.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a card number in whatever digits it is written. */
final class CardNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "paid with 4111 1111 1111 1111, thanks",
                "4111-1111-1111-1111",
                "\uff14\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11",
                "4111\u00a01111\u20031111\u30001111",
                "4111\u20131111\u20131111\u20131111",
                "\u0664\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661",
                "\ud835\udfd2\ud835\udfcf\ud835\udfcf\ud835\udfcf1111 1111 1111"
            })
    void aCardNumberIsSeenInDigitsOfAnyScript(String text) {
        assertThat(CardNumbers.areIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Lager \u00dc, order 12345",
                "4111111111111112",
                "\uff14\uff11\uff11\uff11",
                "0000000000000000",
                "41111111111111111111111"
            })
    void otherDigitsAreNone(String text) {
        assertThat(CardNumbers.areIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "order4111111111111111",
                "paid with 4111 1111 1111 1111 12/30 123",
                "4111-1111-1111-1111",
                "4917 3582 6047 1839 521",
                "3714 496353 98431",
                "3714-496353-98431",
                "\uff14\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11"
            })
    void aCardNumberIsSeenAsPeopleWriteIt(String text) {
        assertThat(CardNumbers.areWrittenIn(text)).isTrue();
        assertThat(CardNumbers.areIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4111111111111112",
                "1700000000000000000",
                "411 1111 1111 1111 11",
                "invoice 41-11 of 1111 1111 1111 11",
                "abcd4111-1111-1111-1111-123456789012",
                "00004111-1111-1111-1111-abcdefabcdef"
            })
    void whatMerchantsNameAndTellIsNone(String text) {
        assertThat(CardNumbers.areWrittenIn(text)).isFalse();
    }
}
