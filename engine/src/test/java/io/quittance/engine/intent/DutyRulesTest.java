package io.quittance.engine.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.InquirySchedule;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.intent.DoubtEvent.DoubtOverdue;
import io.quittance.engine.intent.IntentEvent.CaptureDue;
import io.quittance.engine.intent.IntentEvent.IntentExpired;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.support.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What time alone makes due. */
final class DutyRulesTest {

    private static final DutyRules RULES = new DutyRules(Events.ACME);
    private static final Instant ALERT = Given.NOW.plus(InquirySchedule.DEADLINE);

    @ParameterizedTest
    @EnumSource(names = {"CREATED", "FAILED", "NOT_PROCESSED", "SUCCEEDED", "CANCELED", "RELEASED", "REFUNDED_IN_PART"})
    void owesNothing(Stage stage) {
        assertThat(DutyRules.nextDue(stage.known().snapshot())).isEmpty();
        assertThat(RULES.due(stage.state(), Given.NOW.plus(Duration.ofDays(400))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "IN_DOUBT", "CAPTURING", "REFUND_IN_DOUBT", "LATE_APPROVED"})
    void isWokenForWhateverIsOpenOnceItsAnswerIsOverdue(Stage stage) {
        assertThat(DutyRules.nextDue(stage.known().snapshot())).contains(Given.NOW.plus(Events.ANSWER_DEADLINE));
    }

    @Test
    void tellsTheOperatorsOnceOfADoubtThatLasts() {
        IntentState doubt = Stage.IN_DOUBT.state();

        assertThat(RULES.due(doubt, ALERT.minusMillis(1))).isEmpty();
        List<IntentEvent> alert = RULES.due(doubt, ALERT);

        assertThat(alert).containsExactly(new DoubtOverdue(ALERT, OrderName.attempt(1)));
        assertThat(RULES.due(Events.fold(doubt, alert), ALERT.plusSeconds(900))).isEmpty();
        assertThat(RULES.due(Stage.REFUND_IN_DOUBT.state(), ALERT))
                .containsExactly(new DoubtOverdue(ALERT, OrderName.operation(1)));
    }

    @Test
    void warnsBeforeTheTimeToCaptureEndsAndReleasesTheHoldWhenItHas() {
        IntentState held = Stage.AUTHORIZED.state();
        Instant warning = Events.CAPTURE_BEFORE.minus(Duration.ofHours(24));
        assertThat(DutyRules.nextDue(Stage.AUTHORIZED.known().snapshot())).contains(warning);
        assertThat(RULES.due(held, warning.minusMillis(1))).isEmpty();

        List<IntentEvent> warned = RULES.due(held, warning);
        assertThat(warned).containsExactly(new CaptureDue(warning, Events.CAPTURE_BEFORE));
        IntentState.Known after = (IntentState.Known) Events.fold(held, warned);
        assertThat(DutyRules.nextDue(after.snapshot())).contains(Events.CAPTURE_BEFORE);
        assertThat(RULES.due(after, Events.CAPTURE_BEFORE.minusMillis(1))).isEmpty();

        OperationStarted release =
                (OperationStarted) RULES.due(after, Events.CAPTURE_BEFORE).get(0);
        assertThat(release.kind()).isEqualTo(OperationKind.VOID);
        assertThat(release.amount()).isEqualTo(1250);
        assertThat(release.request()).isNull();
        IntentState.Known closed = (IntentState.Known)
                Events.fold(after, List.of(release, Events.operationApproved(1, OperationKind.VOID)));
        assertThat(closed.snapshot().statusReason()).isEqualTo("expired");
        assertThat(DutyRules.nextDue(closed.snapshot())).isEmpty();
    }

    @Test
    void warnsAlsoWhenNobodyWasAwakeInTime() {
        Instant late = Events.CAPTURE_BEFORE.plus(Duration.ofDays(2));

        List<IntentEvent> first = RULES.due(Stage.AUTHORIZED.state(), late);

        assertThat(first).containsExactly(new CaptureDue(late, Events.CAPTURE_BEFORE));
        assertThat(RULES.due(Events.fold(Stage.AUTHORIZED.state(), first), late))
                .hasOnlyElementsOfType(OperationStarted.class);
    }

    /** Goal: a hold is never given back before its time. Method: the clock is set back after a first try. */
    @Test
    void releasesNothingBeforeItsTimeHoweverTheClockIsSet() {
        Instant now = Events.CAPTURE_BEFORE;
        IntentState warned = Events.fold(Stage.AUTHORIZED.state(), RULES.due(Stage.AUTHORIZED.state(), now));
        Instant before = now.minus(Duration.ofHours(1));
        IntentState tried = Events.fold(
                warned,
                List.of(
                        RULES.due(warned, now).get(0),
                        new OperationEvent.OperationNotProcessed(before, 1, OperationKind.VOID, "closed")));

        assertThat(RULES.due(tried, now.minusMillis(1))).isEmpty();
        assertThat(RULES.due(tried, now)).hasOnlyElementsOfType(OperationStarted.class);
    }

    @Test
    void triesAReleaseAgainLaterAndLater() {
        Instant now = Events.CAPTURE_BEFORE;
        IntentState state = Events.fold(Stage.AUTHORIZED.state(), RULES.due(Stage.AUTHORIZED.state(), now));
        for (int number = 1; number <= 4; number++) {
            IntentEvent release = RULES.due(state, now).get(0);
            state = state.apply(release)
                    .apply(new OperationEvent.OperationNotProcessed(now, number, OperationKind.VOID, "closed"));
            Duration wait = Duration.ofMinutes(1L << number - 1);
            assertThat(RULES.due(state, now.plus(wait).minusMillis(1))).isEmpty();
            now = now.plus(wait);
        }
        assertThat(RULES.due(state, now)).hasSize(1);
    }

    @Test
    void triesAReversalAgainUntilItSucceeds() {
        IntentState late = Stage.LATE_APPROVED.state();
        assertThat(RULES.due(late, Given.NOW.plusSeconds(600))).isEmpty();

        IntentState refused = Events.fold(late, List.of(Events.operationDeclined(1, OperationKind.REVERSAL)));
        assertThat(RULES.due(refused, Given.NOW.plusSeconds(59))).isEmpty();
        OperationStarted again =
                (OperationStarted) RULES.due(refused, Given.NOW.plusSeconds(60)).get(0);
        assertThat(again.cause()).isEqualTo(OperationCause.LATE_APPROVAL);
        assertThat(again.downstreamReference()).isEqualTo(Given.ID.value() + "-op2");

        IntentState.Known done = (IntentState.Known)
                Events.fold(refused, List.of(again, Events.operationApproved(2, OperationKind.REVERSAL)));
        assertThat(done.snapshot().isSafeToRetry()).isTrue();
        assertThat(DutyRules.nextDue(done.snapshot())).isEmpty();
    }

    @Test
    void expiresWhatNobodyPaid() {
        Instant end = Given.NOW.plus(Duration.ofHours(1));
        Terms terms = new Terms(Given.TERMS.amount(), "order-1", CaptureMethod.AUTOMATIC, "c-1", null, null, end);
        IntentState.Known created = (IntentState.Known)
                Events.fold(new IntentEvent.IntentCreated(Given.NOW, Given.ID, Given.SHOP, terms, null));

        assertThat(DutyRules.nextDue(created.snapshot())).contains(end);
        assertThat(RULES.due(created, end.minusMillis(1))).isEmpty();
        assertThat(RULES.due(created, end)).containsExactly(new IntentExpired(end));
        assertThat(RULES.due(Events.fold(created, List.of(Events.started(1, "k"))), end))
                .isEmpty();
    }
}
