package io.quittance.engine.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.support.Given;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class IntentStateTest {

    /** Every kind of event, about attempt 1 or, for a start, about attempts 1 and 2. */
    private static final Map<String, IntentEvent> EVENTS = Map.of(
            "created", Events.created(null),
            "started 1", Events.started(1, "k"),
            "started 2", Events.started(2, "k"),
            "in doubt", Events.inDoubt(1),
            "approved", Events.approved(1),
            "declined", Events.declined(1),
            "not processed", Events.notProcessed(1),
            "answered", Events.answered("k"));

    private static final Map<Stage, Set<String>> CAN_FOLLOW = Map.of(
            Stage.ABSENT, Set.of("created"),
            Stage.CREATED, Set.of("started 1", "answered"),
            Stage.PENDING, Set.of("in doubt", "approved", "declined", "not processed", "answered"),
            Stage.IN_DOUBT, Set.of("in doubt", "approved", "declined", "not processed", "answered"),
            Stage.NOT_PROCESSED, Set.of("started 2", "answered"),
            Stage.FAILED, Set.of("started 2", "answered"),
            Stage.FAILED_THEN_PENDING, Set.of("answered"),
            Stage.SUCCEEDED, Set.of("answered"));

    @ParameterizedTest
    @EnumSource(
            names = {
                "ABSENT",
                "CREATED",
                "PENDING",
                "IN_DOUBT",
                "NOT_PROCESSED",
                "FAILED",
                "FAILED_THEN_PENDING",
                "SUCCEEDED"
            })
    void takesExactlyTheEventsThatCanFollow(Stage stage) {
        assertThat(EVENTS).allSatisfy((name, event) -> {
            if (CAN_FOLLOW.get(stage).contains(name)) {
                assertThat(stage.state().apply(event)).isInstanceOf(Known.class);
            } else {
                assertThatThrownBy(() -> stage.state().apply(event))
                        .isInstanceOf(ImpossibleEvent.class)
                        .hasMessageContaining(event.getClass().getSimpleName());
            }
        });
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(nullValues = "null", textBlock = """
            CREATED,             created,   null,                    safe to retry, 0
            PENDING,             pending,   processing,              not safe,      0
            IN_DOUBT,            pending,   in_doubt,                not safe,      0
            NOT_PROCESSED,       created,   error_before_processing, safe to retry, 0
            FAILED,              failed,    declined,                safe to retry, 0
            FAILED_THEN_PENDING, pending,   processing,              not safe,      0
            SUCCEEDED,           succeeded, null,                    not safe,      1250
            CANCELED,            failed,    canceled,                not safe,      0
            EXPIRED_AFTER_DECLINE, failed,  expired,                 not safe,      0
            AUTHORIZED,          pending,   requires_capture,        not safe,      0
            CAPTURE_IN_DOUBT,    pending,   in_doubt,                not safe,      0
            CAPTURED,            succeeded, null,                    not safe,      1000
            RELEASED,            failed,    canceled,                not safe,      0
            REFUND_IN_DOUBT,     succeeded, in_doubt,                not safe,      1250
            REFUNDED_IN_PART,    succeeded, null,                    not safe,      1250
            LATE_APPROVED,       created,   error_before_processing, not safe,      0
            """)
    void tellsWhereItStands(Stage stage, String status, String reason, String retry, long captured) {
        IntentSnapshot snapshot = stage.known().snapshot();

        assertThat(snapshot.status().text()).isEqualTo(status);
        assertThat(snapshot.statusReason()).isEqualTo(reason);
        assertThat(snapshot.isSafeToRetry()).isEqualTo(retry.equals("safe to retry"));
        assertThat(snapshot.facts().funds().captured()).isEqualTo(captured);
        assertThat(snapshot.isUnderWay()).isEqualTo("processing".equals(reason) || "in_doubt".equals(reason));
        assertThat(snapshot.isInDoubt()).isEqualTo("in_doubt".equals(reason));
    }

    @Test
    void remembersEveryAttemptAsItEnded() {
        Known paid = (Known) Stage.FAILED_THEN_PENDING.state().apply(Events.approved(2));

        assertThat(paid.facts().attempts()).extracting(Attempt::number).containsExactly(1, 2);
        assertThat(paid.facts().attempts().get(0).failure()).isEqualTo(Events.FAILURE);
        assertThat(paid.facts().lastAttempt().approval()).isEqualTo(Events.APPROVAL);
        assertThat(paid.facts().attempts())
                .extracting(attempt -> attempt.course().endedAt())
                .containsOnly(Given.NOW);
    }

    @Test
    void countsEveryEventAsAVersion() {
        IntentState state = new IntentState.Absent();
        List<IntentEvent> life = List.of(
                Events.created(null),
                Events.started(1, "a"),
                Events.inDoubt(1),
                Events.notProcessed(1),
                Events.answered("b"),
                Events.started(2, "a"),
                Events.declined(2),
                Events.started(3, "c"),
                Events.approved(3),
                Events.answered("d"));
        for (int i = 0; i < life.size(); i++) {
            state = state.apply(life.get(i));
            assertThat(((Known) state).facts().version()).isEqualTo(i + 1L);
        }
    }

    @Test
    void keepsItsBirthdayAndMovesWithEachEvent() {
        Instant later = Given.NOW.plus(Duration.ofHours(1));
        IntentEvent answered = new IntentEvent.RequestAnswered(later, Given.pay("late"));

        IntentFacts facts = ((Known) Stage.SUCCEEDED.state().apply(answered)).facts();

        assertThat(facts.createdAt()).isEqualTo(Given.NOW);
        assertThat(facts.updatedAt()).isEqualTo(later);
    }

    @Test
    void keepsTheAnswerOfAKeyHoweverTheIntentGoesOn() {
        Known declined = Stage.FAILED.known();
        IntentSnapshot answer = answerTo("first", declined);

        IntentState later = declined.apply(Events.answered("told"))
                .apply(Events.started(2, "second"))
                .apply(Events.inDoubt(2))
                .apply(Events.approved(2))
                .apply(Events.answered("last"));

        assertThat(answer).isEqualTo(declined.snapshot());
        assertThat(answerTo("first", (Known) later)).isSameAs(answer);
        assertThat(answerTo("told", (Known) later).status()).isEqualTo(IntentStatus.FAILED);
        assertThat(answerTo("second", (Known) later).status()).isEqualTo(IntentStatus.SUCCEEDED);
    }

    @Test
    void givesNoAnswerToAKeyWhoseAttemptHadNoEffect() {
        assertThat(Stage.NOT_PROCESSED.known().keys().find(Given.pay("first")).answer())
                .isNull();
        assertThat(Stage.PENDING.known().keys().find(Given.pay("first")).answer())
                .isNull();
    }

    @Test
    void countsAttemptsWithoutAGap() {
        assertThatThrownBy(() -> Stage.FAILED.state().apply(Events.started(3, "k")))
                .isInstanceOf(ImpossibleEvent.class);
        assertThatThrownBy(() -> Stage.FAILED.state().apply(Events.started(1, "k")))
                .isInstanceOf(ImpossibleEvent.class);
    }

    @Test
    void namesItsOpenAttemptExactlyWhileItIsPending() {
        assertThat(Stage.PENDING.known().snapshot().openAttempt().status()).isEqualTo(AttemptStatus.PENDING);
        assertThat(Stage.IN_DOUBT.known().snapshot().openAttempt().status()).isEqualTo(AttemptStatus.IN_DOUBT);
        assertThat(Stage.FAILED_THEN_PENDING.known().snapshot().openAttempt().number())
                .isEqualTo(2);
        assertThat(Stage.FAILED.known().snapshot().openAttempt()).isNull();
        assertThat(Stage.SUCCEEDED.known().snapshot().openAttempt()).isNull();
    }

    /**
     * Goal: a new kind of outcome cannot be forgotten in a fold. Method: every permitted record has exactly one case.
     */
    @Test
    void hasOneCasePerKindOfOutcome() {
        assertThat(Arrays.stream(AttemptOutcome.Cases.class.getMethods())
                        .map((Method method) -> method.getParameterTypes()[0]))
                .containsExactlyInAnyOrder(AttemptOutcome.class.getPermittedSubclasses());
    }

    private static IntentSnapshot answerTo(String key, Known state) {
        return state.keys().find(Given.pay(key)).answer();
    }
}
