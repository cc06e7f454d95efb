package io.quittance.engine.intent;

import static io.quittance.engine.intent.Decisions.attemptAt;
import static io.quittance.engine.intent.Decisions.decideInWords;
import static io.quittance.engine.intent.Decisions.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.id.Tenant;
import io.quittance.engine.support.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an intent says about a key, and about a caller who saw an older version of it. */
final class IntentStandingTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ABSENT        | absent
            CREATED       | absent
            PENDING       | in_flight, pending
            IN_DOUBT      | in_doubt, pending
            NOT_PROCESSED | absent, created
            FAILED        | completed, failed
            SUCCEEDED     | completed, succeeded
            """)
    void tellsHowFarAKeyHasCome(Stage stage, String expected) {
        assertThat(standing(stage.state(), Given.SHOP, "first")).isEqualTo(expected);
    }

    @Test
    void tellsAKeyThatWasAnsweredWhileAnotherAttemptIsUnderWay() {
        assertThat(standing(Stage.FAILED_THEN_PENDING.state(), Given.SHOP, "first"))
                .isEqualTo("completed, pending");
        assertThat(standing(Stage.FAILED_THEN_PENDING.state(), Given.SHOP, "second"))
                .isEqualTo("in_flight, pending");
    }

    @Test
    void knowsNothingOfOtherKeysAndNothingForOtherMerchants() {
        assertThat(standing(Stage.SUCCEEDED.state(), Given.SHOP, "unheard of")).isEqualTo("absent");
        assertThat(standing(Stage.SUCCEEDED.state(), Tenant.test("other"), "first"))
                .isEqualTo("absent");
    }

    /** Version 1 is the intent as it was created; each event adds one. */
    @ParameterizedTest(name = "{0} at version {1}: {2}")
    @CsvSource(textBlock = """
            CREATED,       1, records AttemptStarted 1
            CREATED,       2, refuses PRECONDITION_FAILED
            NOT_PROCESSED, 3, records AttemptStarted 2
            NOT_PROCESSED, 2, refuses PRECONDITION_FAILED
            FAILED,        3, records AttemptStarted 2
            PENDING,       1, refuses PRECONDITION_FAILED
            PENDING,       2, refuses ATTEMPT_IN_PROGRESS
            SUCCEEDED,     2, refuses PRECONDITION_FAILED
            SUCCEEDED,     3, refuses ALREADY_SUCCEEDED
            """)
    void refusesACallerWhoSawAnotherVersion(Stage stage, long version, String expected) {
        assertThat(decideInWords(stage.state(), attemptAt(version, "new"))).isEqualTo(expected);
    }

    /** Rule 6: the replay of a key comes before its {@code If-Match}. */
    @Test
    void replaysAKeyWhateverVersionItsCallerSaw() {
        assertThat(decideInWords(Stage.FAILED.state(), attemptAt(1, "first"))).startsWith("replays FAILED");
    }
}
