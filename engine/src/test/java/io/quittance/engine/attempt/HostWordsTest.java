package io.quittance.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Do not honor card 5200000000000056, call us | Do not honor card ************0056, call us
            card 5200 0000 0000 0056 refused            | card ************0056 refused
            card 5200-0000-0000-0056 refused            | card ************0056 refused
            terminal 5200000000000057 is busy           | terminal 5200000000000057 is busy
            call 0800 123 456                           | call 0800 123 456
            """)
    void masksWhatIsACardNumberAndNothingElse(String said, String kept) {
        assertThat(new AttemptOutcome.NotProcessed(said).reason()).isEqualTo(kept);
        assertThat(new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, said).detail())
                .isEqualTo(kept);
        Failure failure = new AttemptOutcome.Declined(new Failure("c", said, null, "05", said)).failure();
        assertThat(failure.message()).isEqualTo(kept);
        assertThat(failure.hostMessage()).isEqualTo(kept);
    }

    @Test
    void cutsWhatIsTooLongBetweenCharacters() {
        String fit = HostWords.fit("\uD83D\uDE00".repeat(2_000));

        assertThat(fit.codePointCount(0, fit.length())).isEqualTo(Limits.HOST_WORDS_CHARS_MAX + 1);
        assertThat(fit).endsWith("\uD83D\uDE00\u2026");
        assertThat(HostWords.fit("a".repeat(Limits.HOST_WORDS_CHARS_MAX))).hasSize(Limits.HOST_WORDS_CHARS_MAX);
    }
}
