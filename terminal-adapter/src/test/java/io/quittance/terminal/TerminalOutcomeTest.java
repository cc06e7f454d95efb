package io.quittance.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptOutcome.Unknown;
import io.quittance.terminal.TerminalOutcome.Result;
import io.quittance.terminal.TerminalOutcome.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQ-10: ten results × seven statuses and none; and words that nobody knows. */
final class TerminalOutcomeTest {

    private static final Map<String, Class<? extends AttemptOutcome>> WORDS =
            Map.of("yes", Approved.class, "no", Declined.class, "?", Unknown.class);

    private static final List<String> STATUSES =
            List.of("", "AUTHORIZED", "CAPTURED", "SETTLED", "DEPOSITED", "DECLINED", "VOIDED", "INFORMATIVE");

    /** The columns: without a status, then each status of {@link #STATUSES}. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            OK,                 ?  yes yes yes yes no no no
            GENERAL_ERROR,      ?  yes yes yes yes no no no
            CANCELED,           no yes yes yes yes no no no
            TIMEOUT,            ?  yes yes yes yes no no no
            NETWORK_ERROR,      ?  yes yes yes yes no no no
            HOST_ERROR,         no yes yes yes yes no no no
            SMART_READER_ERROR, no yes yes yes yes no no no
            SMART_CARD_ERROR,   no yes yes yes yes no no no
            NONE_CREDIT_CARD,   no yes yes yes yes no no no
            CARD_NOT_ALLOWED,   no yes yes yes yes no no no
            FROM_THE_FUTURE,    ?  yes yes yes yes no no no
            """)
    void statusDecidesOverResult(String result, String row) {
        String[] words = row.split(" +", -1);
        for (int column = 0; column < words.length; column++) {
            expect(result, STATUSES.get(column), words[column]);
        }
        expect(result, null, words[0]);
        expect(result, "FROM_THE_FUTURE", "?");
        expect(result, "captured", "?");
    }

    @Test
    void noWordAtAllIsUnknown() {
        expect(null, null, "?");
    }

    @Test
    void theMatrixKnowsEveryWord() {
        assertThat(Result.values()).hasSize(10);
        assertThat(Status.values()).hasSize(7);
    }

    @Test
    void keepsTheHostsWordsInTheirScript() {
        AttemptOutcome outcome =
                TerminalOutcome.of("HOST_ERROR", "DECLINED", "4", "סירוב, העסקה לא אושרה", new Approval("", ""));

        assertThat(((Declined) outcome).failure().hostMessage()).isEqualTo("סירוב, העסקה לא אושרה");
        assertThat(((Declined) outcome).failure().hostCode()).isEqualTo("4");
    }

    private static void expect(String result, String status, String word) {
        assertThat(TerminalOutcome.of(result, status, null, null, new Approval("1", "2")))
                .as("%s × %s", result, status)
                .isInstanceOf(WORDS.get(word));
    }
}
