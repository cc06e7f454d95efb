package io.quittance.engine.intent;

import static io.quittance.engine.support.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.ActionRequired;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.InquirySchedule;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.intent.IntentEvent.AttemptActionRequired;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentState.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An attempt for which the counterparty waits for the payer (T20: 3, then 0). */
final class PayerActionTest {

    private static final OutcomeRules RULES = new OutcomeRules(Events.ACME);
    private static final DutyRules DUTIES = new DutyRules(Events.ACME);
    private static final String PAGE = Events.NEXT_ACTION.url();
    private static final Instant UNTIL = Events.NEXT_ACTION.until();
    private static final ActionRequired ASKED = new ActionRequired(PAGE, UNTIL);
    private static final AttemptOutcome UNKNOWN = new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "no answer");

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "IN_DOUBT"})
    void tellsWhereThePayerHasToGo(Stage stage) {
        List<IntentEvent> events = report(stage.state(), ASKED, NOW);
        assertThat(events).containsExactly(new AttemptActionRequired(NOW, 1, Events.NEXT_ACTION));

        IntentSnapshot asked = ((Known) Events.fold(stage.state(), events)).snapshot();
        assertThat(asked.status()).isEqualTo(IntentStatus.PENDING);
        assertThat(asked.statusReason()).isEqualTo("requires_action");
        assertThat(asked.nextAction()).isEqualTo(Events.NEXT_ACTION);
        assertThat(asked.isSafeToRetry()).isFalse();
        assertThat(asked.needsAttentionSince()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRES_ACTION", "ACTION_OVERDUE"})
    void endsByWhateverTheCounterpartySays(Stage stage) {
        List<IntentEvent> events = report(stage.state(), new AttemptOutcome.Approved(Events.APPROVAL), NOW);
        assertThat(events).hasOnlyElementsOfType(AttemptApproved.class);

        IntentSnapshot paid = ((Known) Events.fold(stage.state(), events)).snapshot();
        assertThat(paid.statusReason()).isNull();
        assertThat(paid.nextAction()).isNull();

        List<IntentEvent> refused = report(stage.state(), new AttemptOutcome.Declined(Events.FAILURE), NOW);
        IntentSnapshot open = ((Known) Events.fold(stage.state(), refused)).snapshot();
        assertThat(open.statusReason()).isEqualTo("declined");
        assertThat(open.isSafeToRetry()).isTrue();
    }

    @Test
    void isToldOnceAndAgainForAnotherPage() {
        IntentState asked = Stage.REQUIRES_ACTION.state();
        assertThat(report(asked, ASKED, NOW)).isEmpty();
        assertThat(report(asked, new ActionRequired(PAGE, UNTIL.plusSeconds(59)), NOW))
                .isEmpty();
        assertThat(report(asked, new ActionRequired(PAGE, UNTIL.minusSeconds(60)), NOW))
                .containsExactly(new AttemptActionRequired(NOW, 1, new NextAction(PAGE, UNTIL.minusSeconds(60))));
        assertThat(report(asked, new ActionRequired(PAGE + "2", UNTIL), NOW))
                .containsExactly(new AttemptActionRequired(NOW, 1, new NextAction(PAGE + "2", UNTIL)));
    }

    @Test
    void isNoDoubtWhileThePayerHasHisTime() {
        assertThat(report(Stage.REQUIRES_ACTION.state(), UNKNOWN, NOW)).isEmpty();
        assertThat(DUTIES.due(Stage.REQUIRES_ACTION.state(), UNTIL)).isEmpty();
    }

    @Test
    void isADoubtWhenHisTimeIsOverAndNobodySaidHowItEnded() {
        Instant over = UNTIL.plus(Limits.PAYER_ACTION_GRACE);
        assertThat(DUTIES.due(Stage.REQUIRES_ACTION.state(), over.minusMillis(1)))
                .isEmpty();
        List<IntentEvent> events = DUTIES.due(Stage.REQUIRES_ACTION.state(), over);
        assertThat(events).singleElement().isInstanceOfSatisfying(AttemptInDoubt.class, doubt -> assertThat(
                        doubt.evidence())
                .isEqualTo(Evidence.ACTION_OVERDUE));

        Known overdue = (Known) Events.fold(Stage.REQUIRES_ACTION.state(), events);
        assertThat(overdue.snapshot().statusReason()).isEqualTo("in_doubt");
        assertThat(overdue.snapshot().nextAction()).isNull();
        assertThat(DUTIES.due(overdue, over)).isEmpty();
        assertThat(report(overdue, ASKED, over)).isEmpty();
    }

    /** Goal: a counterparty's clock or patience cannot keep an intent from its operators. */
    @Test
    void waitsForNoPayerForEver() {
        Instant most = NOW.plus(Limits.PAYER_ACTION);
        assertThat(report(Stage.PENDING.state(), new ActionRequired(PAGE, null), NOW))
                .containsExactly(new AttemptActionRequired(NOW, 1, new NextAction(PAGE, most)));
        assertThat(report(Stage.PENDING.state(), new ActionRequired(PAGE, NOW.plus(Duration.ofDays(9))), NOW))
                .containsExactly(new AttemptActionRequired(NOW, 1, new NextAction(PAGE, most)));
        assertThat(report(Stage.REQUIRES_ACTION.state(), new ActionRequired(PAGE + "2", null), most))
                .isEmpty();
    }

    /** Goal: who asked the payer knows the order, also when we hear of it when his time is over. */
    @Test
    void isAcknowledgedHoweverLateThatIsHeard() {
        Instant late = UNTIL.plusSeconds(1);
        List<IntentEvent> events = report(Stage.PENDING.state(), ASKED, late);
        assertThat(events).hasExactlyElementsOfTypes(AttemptActionRequired.class, AttemptInDoubt.class);
        assertAbsenceProvesNothing(Events.fold(Stage.PENDING.state(), events), late);

        IntentState doubt = Stage.IN_DOUBT.state();
        List<IntentEvent> ofADoubt = report(doubt, ASKED, late);
        assertThat(ofADoubt).hasExactlyElementsOfTypes(AttemptActionRequired.class);
        IntentState still = Events.fold(doubt, ofADoubt);
        assertAbsenceProvesNothing(still, late);
        assertThat(((Known) still).snapshot().statusReason()).isEqualTo("in_doubt");
        assertThat(((Known) still).snapshot().needsAttentionSince()).contains(NOW);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRES_ACTION", "ACTION_OVERDUE"})
    void isNotAbsentWhoeverSaysSo(Stage stage) {
        assertAbsenceProvesNothing(stage.state(), NOW);
    }

    private static void assertAbsenceProvesNothing(IntentState state, Instant now) {
        AttemptOutcome gone = new AttemptOutcome.NotProcessed("knows no such order");
        AttemptReport absent = new AttemptReport(OrderName.attempt(1), gone, AttemptReport.Source.ABSENCE);
        AttemptReport told = new AttemptReport(OrderName.attempt(1), gone, AttemptReport.Source.INQUIRY);
        assertThat(RULES.decide(state, absent, now)).isEmpty();
        assertThat(RULES.decide(state, told, now)).isNotEmpty();
    }

    /**
     * Goal: every doubt that lasts is an alert. Method: one doubt was alerted, the payer was asked, his time is over.
     */
    @Test
    void isAlertedAgainWhenItIsADoubtAgain() {
        Instant later = NOW.plus(Duration.ofMinutes(16));
        IntentState alerted = Events.fold(Stage.IN_DOUBT.state(), DUTIES.due(Stage.IN_DOUBT.state(), later));
        IntentState asked = Events.fold(alerted, report(alerted, new ActionRequired(PAGE, null), later));
        Instant over = NOW.plus(Limits.PAYER_ACTION).plus(Limits.PAYER_ACTION_GRACE);
        IntentState overdue = Events.fold(asked, DUTIES.due(asked, over));

        assertThat(DUTIES.due(overdue, over.plus(InquirySchedule.DEADLINE)))
                .hasOnlyElementsOfType(DoubtEvent.DoubtOverdue.class);
    }

    @Test
    void makesNoOtherAttemptPossible() {
        assertThat(Decisions.decideInWords(Stage.REQUIRES_ACTION.state(), Decisions.attempt(null, "other")))
                .isEqualTo("refuses ATTEMPT_IN_PROGRESS");
        assertThat(Decisions.decideInWords(Stage.ACTION_OVERDUE.state(), Decisions.attempt(null, "other")))
                .isEqualTo("refuses ATTEMPT_IN_DOUBT");
    }

    @Test
    void tellsARepeatWhatThereIsToDoAndKeepsNobodyWaiting() {
        IntentDecision again = Decisions.decide(Stage.REQUIRES_ACTION.state(), Decisions.attempt("order-1-1", "first"));
        assertThat(again).isInstanceOf(IntentDecision.Reply.class);
    }

    /** Goal: what no operation can answer is no outcome of it. */
    @Test
    void isADoubtAboutAnOperation() {
        AttemptReport report = new AttemptReport(OrderName.operation(1), ASKED, AttemptReport.Source.ANSWER);
        assertThat(RULES.decide(Stage.CAPTURING.state(), report, NOW))
                .singleElement()
                .isInstanceOfSatisfying(OperationEvent.OperationInDoubt.class, doubt -> assertThat(doubt.kind())
                        .isEqualTo(OperationKind.CAPTURE));
    }

    /** Goal: an answer about an attempt that has ended starts nothing again. */
    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "FAILED", "NOT_PROCESSED"})
    void saysNothingAboutAnAttemptThatHasEnded(Stage stage) {
        assertThat(report(stage.state(), ASKED, NOW)).isEmpty();
    }

    private static List<IntentEvent> report(IntentState state, AttemptOutcome outcome, Instant now) {
        return RULES.decide(state, new AttemptReport(OrderName.attempt(1), outcome, AttemptReport.Source.ANSWER), now);
    }
}
