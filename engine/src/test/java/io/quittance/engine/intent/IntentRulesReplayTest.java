package io.quittance.engine.intent;

import static io.quittance.engine.intent.Decisions.attempt;
import static io.quittance.engine.intent.Decisions.create;
import static io.quittance.engine.intent.Decisions.decide;
import static io.quittance.engine.intent.Decisions.decideInWords;
import static io.quittance.engine.intent.Decisions.pay;
import static io.quittance.engine.intent.Decisions.refusal;
import static io.quittance.engine.intent.Events.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Limits;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.support.Given;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is decided about a key or an attempt reference that the intent has seen. */
final class IntentRulesReplayTest {

    private static final PaymentMethod EXPIRED = Given.card(2026, 2);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            PENDING,             joins as the maker
            IN_DOUBT,            replays PENDING as the maker
            NOT_PROCESSED,       records AttemptStarted 2 as the maker
            FAILED,              replays FAILED as the maker
            FAILED_THEN_PENDING, replays FAILED as the maker
            SUCCEEDED,           replays SUCCEEDED as the maker
            """)
    void answersTheKeyThatPaidAtEveryStage(Stage stage, String expected) {
        assertThat(decideInWords(stage.state(), pay("first"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "IN_DOUBT", "FAILED", "FAILED_THEN_PENDING", "SUCCEEDED"})
    void answersAnOldKeyWhateverBecameOfItsCard(Stage stage) {
        assertThat(decide(stage.state(), pay(Given.TERMS, EXPIRED, Given.pay("first"))))
                .isEqualTo(decide(stage.state(), pay("first")));
    }

    @Test
    void asksForAnotherCardWhenAKeyRunsAgainWithAnExpiredOne() {
        assertThat(decideInWords(Stage.NOT_PROCESSED.state(), pay(Given.TERMS, EXPIRED, Given.pay("first"))))
                .isEqualTo("refuses CARD_EXPIRED");
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "IN_DOUBT", "NOT_PROCESSED", "FAILED", "FAILED_THEN_PENDING", "SUCCEEDED"})
    void refusesAKeyThatAskedForSomethingElse(Stage stage) {
        Terms other =
                new Terms(Given.TERMS.amount().zero(), "order-1", CaptureMethod.AUTOMATIC, "c-1", null, null, null);

        IntentDecision decision =
                decide(stage.state(), pay(other, EXPIRED, Given.keyed(PaymentEngine.PAY_PATH, "first", "1300")));

        assertThat(refusal(decision).code()).isEqualTo(Refusal.Code.IDEMPOTENCY_KEY_REUSED);
        assertThat(refusal(decision).mismatchedFields()).containsExactly("amount");
        assertThat(refusal(decision).intent()).isNull();
    }

    @Test
    void treatsTheSameKeyOnAnotherPathAsAnotherKey() {
        assertThat(decideInWords(Stage.SUCCEEDED.state(), create(Given.create("first"))))
                .isEqualTo("records RequestAnswered");
    }

    @Test
    void answersACreationAsItWasHoweverTheIntentWentOn() {
        IntentEvent created = Events.created(Given.create("maker"));
        Known atFirst = (Known) fold(created);
        IntentState later = fold(created, Events.started(1, "payer"), Events.approved(1));

        assertThat(decide(later, create(Given.create("maker"))))
                .isEqualTo(new IntentDecision.Reply(new IntentReply.Answered(atFirst.snapshot(), true, true)));
    }

    @Test
    void answersADeclineAsItWasAfterALaterSuccess() {
        IntentState paid = Stage.FAILED_THEN_PENDING.state().apply(Events.approved(2));

        assertThat(decide(paid, pay("first")))
                .isEqualTo(new IntentDecision.Reply(
                        new IntentReply.Answered(Stage.FAILED.known().snapshot(), true, true)));
        assertThat(decideInWords(paid, pay("second"))).isEqualTo("replays SUCCEEDED");
    }

    @Test
    void answersAKeyThatWasOnlyToldFromThenOn() {
        IntentState told = Stage.SUCCEEDED.state().apply(Events.answered("late"));

        assertThat(decideInWords(told, pay("late"))).isEqualTo("replays SUCCEEDED");
    }

    @Test
    void runsAKeyAgainAsOftenAsItsAttemptsHadNoEffect() {
        Known twice = (Known) Stage.NOT_PROCESSED
                .state()
                .apply(Events.started(2, "order-1-2", "first", true))
                .apply(Events.notProcessed(2));

        assertThat(decideInWords(twice, pay("first"))).isEqualTo("records AttemptStarted 3 as the maker");
        assertThat(decideInWords(twice.apply(Events.started(3, "second")), pay("first")))
                .isEqualTo("refuses ATTEMPT_IN_PROGRESS");
    }

    @Test
    void runsAKnownKeyAgainEvenWhenNoFurtherKeyIsTaken() {
        List<IntentEvent> events = new ArrayList<>(List.of(Events.created(null)));
        events.addAll(List.of(Events.started(1, "first"), Events.notProcessed(1)));
        for (int key = 2; key <= Limits.KEYS_PER_INTENT_MAX; key++) {
            events.add(Events.answered("key-" + key));
        }

        assertThat(decideInWords(fold(events), pay("new"))).isEqualTo("refuses INTENT_CLOSED");
        assertThat(decideInWords(fold(events), pay("first"))).isEqualTo("records AttemptStarted 2");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            PENDING,             records RequestJoined
            IN_DOUBT,            records RequestJoined
            NOT_PROCESSED,       records AttemptStarted 2
            FAILED,              records RequestAnswered
            FAILED_THEN_PENDING, tells PENDING
            SUCCEEDED,           records RequestAnswered
            """)
    void sendsNothingForAnAttemptReferenceThatHasAnOutcome(Stage stage, String expected) {
        assertThat(decideInWords(stage.state(), attempt("order-1-1", "new"))).isEqualTo(expected);
    }

    @Test
    void judgesARepeatedAttemptReferenceByItsLastAttempt() {
        IntentState again = Stage.NOT_PROCESSED.state().apply(Events.started(2, "order-1-1", "second", false));

        assertThat(decideInWords(again, attempt("order-1-1", "new"))).isEqualTo("records RequestJoined");
        assertThat(decideInWords(again.apply(Events.declined(2)), attempt("order-1-1", "new")))
                .isEqualTo("records RequestAnswered");
        assertThat(decideInWords(again.apply(Events.notProcessed(2)), attempt("order-1-1", "new")))
                .isEqualTo("records AttemptStarted 3");
    }

    /** Goal: a further key that asked for the open attempt is held to rules 1 to 3 like the first. */
    @Test
    void givesAKeyThatJoinedAnAttemptTheAttemptsAnswer() {
        IntentState waiting = Stage.PENDING.state().apply(Events.joined("second", 1));

        assertThat(decideInWords(waiting, attempt("order-1-1", "second"))).isEqualTo("joins");
        assertThat(decideInWords(waiting.apply(Events.inDoubt(1)), attempt("order-1-1", "second")))
                .isEqualTo("replays PENDING");
        assertThat(decideInWords(waiting.apply(Events.declined(1)), attempt("order-1-1", "second")))
                .isEqualTo("replays FAILED");
        assertThat(decideInWords(waiting.apply(Events.approved(1)), attempt("order-1-1", "second")))
                .isEqualTo("replays SUCCEEDED");
        assertThat(decideInWords(waiting.apply(Events.notProcessed(1)), attempt("order-1-1", "second")))
                .isEqualTo("records AttemptStarted 2");
    }

    /** An attempt's name stands for one attempt: with another card it is another. */
    @Test
    void refusesAnAttemptReferenceWithAnotherCard() {
        for (Stage stage : List.of(Stage.PENDING, Stage.IN_DOUBT, Stage.FAILED, Stage.SUCCEEDED)) {
            assertThat(decideInWords(stage.state(), attempt("order-1-1", "new", Given.card(2031, 1))))
                    .as(stage.name())
                    .isEqualTo("refuses REFERENCE_ALREADY_USED");
        }
        assertThat(decideInWords(Stage.NOT_PROCESSED.state(), attempt("order-1-1", "new", Given.card(2031, 1))))
                .isEqualTo("records AttemptStarted 2");
    }

    @Test
    void aKeyThatMadeTheIntentStillDidWhenItJoinsALaterAttempt() {
        IntentState joined =
                Stage.NOT_PROCESSED.state().apply(Events.started(2, "second")).apply(Events.joined("first", 2));

        assertThat(decideInWords(joined.apply(Events.approved(2)), pay("first")))
                .isEqualTo("replays SUCCEEDED as the maker");
    }

    /**
     * Goal: rule 5, repeating a key tells today's truth. Method: a key that was told "pending" asks again after the
     * success.
     */
    @Test
    void neverMakesPendingTheLastWordToAKey() {
        IntentState state = Stage.FAILED_THEN_PENDING.state();
        IntentDecision told = decide(state, attempt("order-1-1", "asker"));
        for (IntentEvent event :
                told instanceof IntentDecision.Record record ? record.events() : List.<IntentEvent>of()) {
            state = state.apply(event);
        }

        IntentState paid = state.apply(Events.approved(2));

        assertThat(decideInWords(paid, attempt("order-1-1", "asker"))).isEqualTo("records RequestAnswered");
    }
}
