package io.quittance.engine.intent;

import static io.quittance.engine.intent.Decisions.words;
import static io.quittance.engine.support.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.intent.Resolution.Verdict;
import io.quittance.engine.support.Given;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes unasked, too late, or from a person. */
final class OutcomeRulesTest {

    private static final OutcomeRules RULES = new OutcomeRules(Events.ACME);
    private static final OrderName FIRST = OrderName.attempt(1);
    private static final AttemptReport APPROVED =
            new AttemptReport(FIRST, new AttemptOutcome.Approved(Events.APPROVAL), AttemptReport.Source.INQUIRY);
    private static final AttemptReport SETTLED =
            new AttemptReport(FIRST, new AttemptOutcome.Approved(Events.APPROVAL), AttemptReport.Source.INQUIRY, NOW);

    /** Goal: an answer is the intent as its outcome made it. Method: outcome and settlement come in one report. */
    @ParameterizedTest
    @EnumSource(names = {"PENDING", "IN_DOUBT"})
    void recordsTheSettlementAfterTheOutcomeAndByItself(Stage stage) {
        List<IntentEvent> outcome = RULES.decide(stage.state(), SETTLED, NOW);
        assertThat(outcome).hasOnlyElementsOfType(IntentEvent.AttemptApproved.class);

        assertThat(RULES.decide(Events.fold(stage.state(), outcome), SETTLED, NOW))
                .containsExactly(new IntentEvent.PaymentSettled(NOW, NOW));
    }

    @Test
    void learnsSettlementOnce() {
        assertThat(RULES.decide(Stage.SUCCEEDED.state(), SETTLED, NOW))
                .containsExactly(new IntentEvent.PaymentSettled(NOW, NOW));
        assertThat(RULES.decide(Stage.SETTLED.state(), SETTLED, NOW)).isEmpty();
        assertThat(RULES.decide(Stage.SUCCEEDED.state(), APPROVED, NOW)).isEmpty();
    }

    @Test
    void undoesEveryLateApprovalByItself() {
        IntentState two = Events.fold(
                Events.created(null),
                Events.started(1, "a"),
                Events.declined(1),
                Events.started(2, "b"),
                Events.declined(2),
                Events.lateApproval(1),
                Events.lateApproval(2),
                reversal(1, 1),
                Events.operationDeclined(1, OperationKind.REVERSAL),
                reversal(2, 2),
                Events.operationDeclined(2, OperationKind.REVERSAL));
        DutyRules duties = new DutyRules(Events.ACME);

        OperationStarted first =
                (OperationStarted) duties.due(two, NOW.plusSeconds(60)).get(0);
        IntentState refused = Events.fold(two, List.of(first, Events.operationDeclined(3, OperationKind.REVERSAL)));
        OperationStarted second =
                (OperationStarted) duties.due(refused, NOW.plusSeconds(60)).get(0);

        assertThat(List.of(first.attempt(), second.attempt())).containsExactly(1, 2);
    }

    @Test
    void asksWhichOrderIsMeantWhenThereAreTwo() {
        IntentState two = Events.fold(
                Stage.LATE_APPROVED.state(),
                List.of(Events.operationInDoubt(1, OperationKind.REVERSAL), Events.started(2, "b"), Events.inDoubt(2)));

        assertThat(words(resolve(two, null, Verdict.NOT_PROCESSED))).isEqualTo("refuses VALIDATION");
        assertThat(words(resolve(two, Given.ID.value() + "-2", Verdict.NOT_PROCESSED)))
                .isEqualTo("records DoubtResolved + AttemptNotProcessed");
        assertThat(words(resolve(two, Given.ID.value() + "-op1", Verdict.APPROVED)))
                .isEqualTo("records DoubtResolved + OperationApproved");
        assertThat(words(resolve(two, Given.ID.value() + "-9", Verdict.APPROVED)))
                .startsWith("refuses");
    }

    /**
     * Goal: no intent is stuck for good. Method: the acquirer refuses the reversal, and the money goes back by hand.
     */
    @Test
    void letsAPersonSettleWhatTheAcquirerRefusesToUndo() {
        IntentState refused =
                Events.fold(Stage.LATE_APPROVED.state(), List.of(Events.operationDeclined(1, OperationKind.REVERSAL)));
        assertThat(((Known) refused).snapshot().needsAttentionSince()).isPresent();
        assertThat(words(resolve(refused, null, Verdict.DECLINED))).isEqualTo("refuses VALIDATION");

        IntentDecision.Record byHand = (IntentDecision.Record) resolve(refused, null, Verdict.APPROVED);
        Known settled = (Known) Events.fold(refused, byHand.events());

        assertThat(settled.snapshot().needsAttentionSince()).isEmpty();
        assertThat(settled.snapshot().isSafeToRetry()).isTrue();
        assertThat(DutyRules.nextDue(settled.snapshot())).isEmpty();
    }

    /** An approval comes for a refund that was closed; meanwhile the merchant refunded everything. */
    @Test
    void showsAnOperationForWhichNoMoneyIsLeftUntilAPersonSettledIt() {
        IntentState late = Events.fold(
                Stage.REFUNDING.state(),
                List.of(
                        Events.operationNotProcessed(1, OperationKind.REFUND),
                        Events.operation(2, OperationKind.REFUND, 1250),
                        Events.operationApproved(2, OperationKind.REFUND),
                        new DoubtEvent.LateApproval(NOW, OrderName.operation(1), Events.APPROVAL)));
        assertThat(((Known) late).facts().funds().refunded()).isEqualTo(1250);
        assertThat(((Known) late).snapshot().needsAttentionSince()).isPresent();

        IntentDecision.Record byHand = (IntentDecision.Record) resolve(late, null, Verdict.APPROVED);

        assertThat(((Known) Events.fold(late, byHand.events())).snapshot().needsAttentionSince())
                .isEmpty();
    }

    @Test
    void countsAnOperationThatWasDoneAfterAll() {
        Known late = (Known) Events.fold(
                Stage.REFUNDING.state(),
                List.of(
                        Events.operationNotProcessed(1, OperationKind.REFUND),
                        new DoubtEvent.LateApproval(NOW, OrderName.operation(1), Events.APPROVAL)));

        assertThat(late.facts().funds().refunded()).isEqualTo(250);
        assertThat(late.snapshot().needsAttentionSince()).isEmpty();
    }

    /**
     * Goal: an operator's error does not charge twice. Method: the order goes on to be asked about, also after a
     * restart.
     */
    @Test
    void goesOnAskingAboutWhatAnOperatorResolvedUntilTheCounterpartySaysSoToo() {
        IntentDecision.Record said =
                (IntentDecision.Record) resolve(Stage.IN_DOUBT.state(), null, Verdict.NOT_PROCESSED);
        Known closed = (Known) Events.fold(Stage.IN_DOUBT.state(), said.events());
        assertThat(closed.status()).isEqualTo(IntentStatus.CREATED);
        assertThat(closed.facts().ordersToInquire()).hasSize(1);
        assertThat(DutyRules.nextDue(closed.snapshot())).isPresent();

        List<IntentEvent> denied = RULES.decide(
                closed,
                new AttemptReport(
                        FIRST, new AttemptOutcome.NotProcessed("unknown there"), AttemptReport.Source.INQUIRY),
                NOW);
        assertThat(denied).containsExactly(new DoubtEvent.ResolutionChecked(NOW, FIRST, "not_processed"));
        assertThat(((Known) Events.fold(closed, denied)).facts().ordersToInquire())
                .isEmpty();

        List<IntentEvent> charged = RULES.decide(closed, APPROVED, NOW);
        assertThat(charged.get(0)).isInstanceOf(DoubtEvent.LateApproval.class);
        assertThat(((OperationStarted) charged.get(1)).kind()).isEqualTo(OperationKind.REVERSAL);
    }

    /** Goal: no duty for ever. Method: a counterparty that cannot void, or refuses to. */
    @Test
    void takesAHoldForReleasedThatNobodyWillVoid() {
        EnumSet<Capability> noVoid = EnumSet.complementOf(EnumSet.of(Capability.VOID));
        DutyRules without = new DutyRules(Events.offering(noVoid));
        IntentState held = warned(Stage.AUTHORIZED);
        List<IntentEvent> given = without.due(held, Events.CAPTURE_BEFORE);
        assertThat(given).containsExactly(new IntentEvent.IntentExpired(Events.CAPTURE_BEFORE));
        Known expired = (Known) Events.fold(held, given);
        assertThat(expired.snapshot().statusReason()).isEqualTo("expired");
        assertThat(DutyRules.nextDue(expired.snapshot())).isEmpty();

        DutyRules with = new DutyRules(Events.ACME);
        IntentEvent release =
                with.due(warned(Stage.CAPTURED), Events.CAPTURE_BEFORE).get(0);
        Known refused = (Known)
                Events.fold(warned(Stage.CAPTURED), List.of(release, Events.operationDeclined(2, OperationKind.VOID)));
        Known paid = (Known) Events.fold(refused, with.due(refused, Events.CAPTURE_BEFORE.plus(Duration.ofDays(1))));
        assertThat(paid.status()).isEqualTo(IntentStatus.SUCCEEDED);
        assertThat(paid.facts().funds().capturable()).isZero();
        assertThat(DutyRules.nextDue(paid.snapshot())).isEmpty();
    }

    @Test
    void owesNoReversalToACounterpartyThatOffersNone() {
        IntentState late = Events.fold(Stage.FAILED.state(), List.of(Events.lateApproval(1)));

        assertThat(DutyRules.nextDue(((Known) late).snapshot())).isEmpty();
        assertThat(((Known) late).snapshot().needsAttentionSince()).isPresent();
    }

    private static IntentState warned(Stage stage) {
        return stage.state().apply(new IntentEvent.CaptureDue(NOW, Events.CAPTURE_BEFORE));
    }

    private static OperationStarted reversal(int number, int attempt) {
        return new OperationStarted(
                NOW,
                number,
                OperationKind.REVERSAL,
                OperationCause.LATE_APPROVAL,
                null,
                1250,
                attempt,
                Given.ID.value() + "-op" + number,
                "acme",
                NOW.plus(Events.ANSWER_DEADLINE),
                false,
                null);
    }

    private static IntentDecision resolve(IntentState state, String reference, Verdict verdict) {
        return new IntentRules(Events.ACME).decide(Given.ID, state, Decisions.resolve(verdict, reference), NOW);
    }
}
