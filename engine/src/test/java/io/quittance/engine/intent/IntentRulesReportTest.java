package io.quittance.engine.intent;

import static io.quittance.engine.support.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.support.Given;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a report about an attempt makes true. */
final class IntentRulesReportTest {

    private static final OutcomeRules RULES = new OutcomeRules(Events.ACME);
    private static final AttemptOutcome APPROVED = new AttemptOutcome.Approved(Events.APPROVAL);
    private static final AttemptOutcome DECLINED = new AttemptOutcome.Declined(Events.FAILURE);
    private static final AttemptOutcome NOT_PROCESSED = new AttemptOutcome.NotProcessed("closed");
    private static final AttemptOutcome UNKNOWN = new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "no answer");

    static Stream<AttemptOutcome> everyOutcome() {
        return Stream.of(APPROVED, DECLINED, NOT_PROCESSED, UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "IN_DOUBT"})
    void recordsAFinalOutcomeOfTheOpenAttempt(Stage stage) {
        assertThat(report(stage, 1, APPROVED))
                .containsExactly(new AttemptApproved(NOW, 1, Events.APPROVAL, false, null, null));
        assertThat(report(stage, 1, DECLINED))
                .containsExactly(new AttemptDeclined(NOW, 1, Events.FAILURE, false, null));
        assertThat(report(stage, 1, NOT_PROCESSED)).containsExactly(new AttemptNotProcessed(NOW, 1, "closed"));
    }

    @ParameterizedTest
    @EnumSource(AttemptReport.Source.class)
    void remembersWhetherTheCounterpartyHadToBeAsked(AttemptReport.Source source) {
        IntentState state = Stage.IN_DOUBT.state();
        boolean afterInquiry = source != AttemptReport.Source.ANSWER;

        assertThat(RULES.decide(state, new AttemptReport(OrderName.attempt(1), APPROVED, source), NOW))
                .containsExactly(new AttemptApproved(NOW, 1, Events.APPROVAL, afterInquiry, null, null));
        assertThat(RULES.decide(state, new AttemptReport(OrderName.attempt(1), DECLINED, source), NOW))
                .containsExactly(new AttemptDeclined(NOW, 1, Events.FAILURE, afterInquiry, null));
    }

    @Test
    void recordsADoubtOnce() {
        assertThat(report(Stage.PENDING, 1, UNKNOWN))
                .containsExactly(new AttemptInDoubt(NOW, 1, Evidence.SENT_WITHOUT_ANSWER, "no answer"));
        assertThat(report(Stage.IN_DOUBT, 1, UNKNOWN)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyOutcome")
    void hearsNothingAboutAnAttemptThatIsNotTheOpenOne(AttemptOutcome outcome) {
        assertThat(report(Stage.FAILED_THEN_PENDING, 3, outcome)).isEmpty();
        assertThat(report(Stage.FAILED_THEN_PENDING, 2, outcome)).hasSize(1);
        if (outcome != APPROVED) {
            assertThat(report(Stage.FAILED_THEN_PENDING, 1, outcome)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_PROCESSED", "FAILED", "FAILED_THEN_PENDING", "EXPIRED_AFTER_DECLINE"})
    void undoesAnApprovalOfAnAttemptThatWasClosedWithoutOne(Stage stage) {
        List<IntentEvent> events = report(stage, 1, APPROVED);

        assertThat(events.get(0)).isEqualTo(new LateApproval(NOW, OrderName.attempt(1), Events.APPROVAL));
        assertThat((OperationStarted) events.get(1))
                .returns(OperationKind.REVERSAL, OperationStarted::kind)
                .returns(OperationCause.LATE_APPROVAL, OperationStarted::cause)
                .returns(1, OperationStarted::attempt)
                .returns(1250L, OperationStarted::amount)
                .returns(Given.ID.value() + "-op1", OperationStarted::downstreamReference);
        IntentState after = Events.fold(stage.state(), events);
        assertThat(((IntentState.Known) after).snapshot().isSafeToRetry()).isFalse();
        assertThat(RULES.decide(
                        after, new AttemptReport(OrderName.attempt(1), APPROVED, AttemptReport.Source.INQUIRY), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ABSENT", "CREATED", "SUCCEEDED", "AUTHORIZED", "CAPTURED", "CANCELED"})
    void hearsNothingWhereNoAttemptIsOpen(Stage stage) {
        assertThat(everyOutcome())
                .allSatisfy(outcome -> assertThat(report(stage, 1, outcome)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("everyOutcome")
    void decidesOnlyWhatTheStateCanFollow(AttemptOutcome outcome) {
        IntentState state = Stage.PENDING.state();

        IntentState after = state.apply(report(Stage.PENDING, 1, outcome).get(0));

        assertThat(after).isNotEqualTo(state);
    }

    private static List<IntentEvent> report(Stage stage, int number, AttemptOutcome outcome) {
        return RULES.decide(
                stage.state(), new AttemptReport(OrderName.attempt(number), outcome, AttemptReport.Source.ANSWER), NOW);
    }
}
