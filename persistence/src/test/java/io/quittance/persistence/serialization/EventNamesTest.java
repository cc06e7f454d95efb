package io.quittance.persistence.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.intent.IntentEvent;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentRules;
import io.quittance.engine.intent.IntentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventNamesTest {

    private static final Map<Class<?>, AttemptOutcome> OUTCOMES = Map.of(
            AttemptOutcome.Approved.class, new AttemptOutcome.Approved(new Approval("1", "2")),
            AttemptOutcome.Declined.class, new AttemptOutcome.Declined(new Failure("a", "b", null, null, null)),
            AttemptOutcome.NotProcessed.class, new AttemptOutcome.NotProcessed("closed"),
            AttemptOutcome.Unknown.class, new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "none"));

    @Test
    void nameEveryKindOfEventAndNothingElse() {
        assertThat(EventNames.all().values())
                .containsExactlyInAnyOrderElementsOf(Stream.of(IntentEvent.class)
                        .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                        .toList());
    }

    @Test
    void areOurOwnWordsWithAVersion() {
        assertThat(EventNames.all().keySet()).allMatch(name -> name.matches("intent\\.[a-z_]+\\.v[1-9]"));
    }

    /** Goal: no outcome is lost for want of an event. Method: what the rules record of each kind has a name. */
    @Test
    void nameWhatIsRecordedOfEveryKindOfOutcome() {
        assertThat(OUTCOMES.keySet()).containsExactlyInAnyOrder(AttemptOutcome.class.getPermittedSubclasses());
        assertThat(OUTCOMES.values().stream().map(EventNamesTest::recordedAs))
                .containsExactlyInAnyOrder(
                        "intent.attempt_approved.v1",
                        "intent.attempt_declined.v1",
                        "intent.attempt_not_processed.v1",
                        "intent.attempt_in_doubt.v1");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            created,                                              false
            created attempt_started,                              true
            created attempt_started attempt_in_doubt,             true
            created attempt_started request_answered,             true
            created attempt_started request_joined,               true
            created attempt_started attempt_approved,             false
            created attempt_started attempt_declined,             false
            created attempt_started attempt_not_processed,        false
            created attempt_started attempt_in_doubt attempt_approved request_answered, false
            created attempt_started attempt_declined attempt_started,                   true
            """)
    void tellWhetherAStreamEndsWithAnOpenAttempt(String words, boolean open) {
        List<String> names = Stream.of(words.split(" "))
                .map(word -> "intent." + word + ".v1")
                .toList();

        assertThat(EventNames.all().keySet()).containsAll(names);
        assertThat(EventNames.endsWithOpenAttempt(names)).isEqualTo(open);
    }

    @Test
    void tellThatWhatWasNeverAttemptedHasNoOpenAttempt() {
        assertThat(EventNames.endsWithOpenAttempt(List.of())).isFalse();
        assertThat(EventNames.endsWithOpenAttempt(List.of("intent.created.v1"))).isFalse();
    }

    private static String recordedAs(AttemptOutcome outcome) {
        IntentState pending = new IntentState.Absent()
                .apply((IntentCreated) SampleEvents.byFile().get("intent.created.v1"))
                .apply((AttemptStarted) SampleEvents.byFile().get("intent.attempt_started.v1"));
        List<IntentEvent> events = new IntentRules("acme", Duration.ofSeconds(10))
                .decide(pending, new AttemptReport(1, outcome, false), Instant.EPOCH);
        return EventNames.nameOf(events.get(0).getClass());
    }
}
