package io.quittance.engine.intent;

import static io.quittance.engine.support.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.PresentedCard;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.IntentEvent.AttemptProgressed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.money.Money;
import io.quittance.engine.support.Given;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An intent that is paid at a terminal: other terms than a card's, another counterparty, and a payer who is seen. */
final class PaymentAtTerminalTest {

    private static final TerminalId TILL = new TerminalId("tm_" + "a2".repeat(16));
    private static final Duration SESSION = Duration.ofSeconds(135);
    private static final PresentedCard CARD = new PresentedCard("מסטרקארד רגיל", "510046XXXXXX7315");

    /** A terminal voids all or nothing, and captures all or nothing; the acquirer of cards offers everything. */
    private static final Set<Capability> AT_TERMINALS = EnumSet.of(
            Capability.MANUAL_CAPTURE, Capability.VOID, Capability.REFUND, Capability.REFUND_BEFORE_SETTLEMENT);

    private final MethodTerms terms = new MethodTerms(
            Events.ACME.card(), new AcquirerTerms("terminal", SESSION, AT_TERMINALS, CaptureWindow.DEFAULT));
    private final IntentRules rules = new IntentRules(terms);
    private final OutcomeRules outcomes = new OutcomeRules(terms);

    @Test
    void startsWithTheTerminalsOwnNameAndTime() {
        AttemptStarted started = Decisions.started(decide(new IntentState.Absent(), pay(true, Given.TERMS)));
        assertThat(started.processor()).isEqualTo("terminal");
        assertThat(started.deadline()).isEqualTo(NOW.plus(SESSION));
        assertThat(started.method()).isEqualTo(MethodSummary.terminal(TILL.value()));
    }

    @Test
    void aTerminalThatIsNotTheMerchantsIsRefusedBeforeAnyEffect() {
        assertThat(Decisions.words(decide(new IntentState.Absent(), pay(false, Given.TERMS))))
                .isEqualTo("refuses NOT_FOUND");
    }

    /** Goal: a replay is an answer for ever. Method: the terminal was removed since. */
    @Test
    void aRepeatIsAnsweredAlthoughTheTerminalIsGone() {
        IntentState paid = approved(pending());
        assertThat(Decisions.words(decide(paid, pay(false, Given.TERMS)))).startsWith("replays SUCCEEDED");
    }

    @Test
    void anEngineWithoutTerminalsHoldsNoMoneyAtOne() {
        IntentRules without = new IntentRules(Events.ACME);
        IntentDecision decision = without.decide(
                Given.ID,
                new IntentState.Absent(),
                pay(true, Events.createdManual().terms()),
                NOW);
        assertThat(Decisions.words(decision)).isEqualTo("refuses NOT_SUPPORTED");
    }

    @Test
    void whatTheTerminalDoesNotOfferIsRefusedThoughTheAcquirerDoes() {
        IntentState paid = approved(pending());
        assertThat(Decisions.words(operate(paid, OperationRequest.of(Verb.REFUND, 1))))
                .isEqualTo("refuses NOT_SUPPORTED");
        IntentDecision whole = operate(paid, OperationRequest.all(Verb.REFUND));
        OperationStarted started =
                (OperationStarted) ((IntentDecision.Record) whole).events().get(0);
        assertThat(started.processor()).isEqualTo("terminal");
        assertThat(started.deadline()).isEqualTo(NOW.plus(SESSION));
    }

    @Test
    void afterADeclineAtATerminalACardGoesToTheAcquirer() {
        Known declined = (Known) Events.fold(pending(), report(pending(), new Declined(Events.FAILURE, CARD)));
        AttemptStarted second = Decisions.started(decide(declined, Decisions.pay("other")));
        assertThat(second.processor()).isEqualTo("acme");
        assertThat(second.deadline()).isEqualTo(NOW.plus(Events.ANSWER_DEADLINE));
    }

    @Test
    void theCardThatWasPresentedIsKeptWhateverCameOfIt() {
        Known yes = (Known) approved(pending());
        Known no = (Known) Events.fold(pending(), report(pending(), new Declined(Events.FAILURE, CARD)));
        assertThat(yes.facts().lastAttempt().atTerminal().card()).isEqualTo(CARD);
        assertThat(no.facts().lastAttempt().atTerminal().card()).isEqualTo(CARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5100460000007315", "510046000000XXXX", "51004600XXXX7315", "510046XXXXXX73155"})
    void aMaskThatMasksTooLittleIsDropped(String masked) {
        assertThat(new PresentedCard("visa", masked).masked()).isNull();
    }

    @Test
    void whatThePayerIsAskedForIsRecordedOnceInARow() {
        String reference = pending().facts().lastAttempt().downstreamReference();
        List<IntentEvent> first = outcomes.progress(pending(), reference, PayerStep.WAITING_FOR_CARD, NOW);
        assertThat(first).containsExactly(new AttemptProgressed(NOW, 1, PayerStep.WAITING_FOR_CARD));
        IntentState waiting = Events.fold(pending(), first);
        assertThat(outcomes.progress(waiting, reference, PayerStep.WAITING_FOR_CARD, NOW))
                .isEmpty();
        assertThat(outcomes.progress(waiting, reference, PayerStep.PIN_STARTED, NOW))
                .hasSize(1);
        assertThat(outcomes.progress(waiting, reference + "0", PayerStep.PIN_STARTED, NOW))
                .isEmpty();
    }

    @Test
    void aTerminalCannotFillTheJournal() {
        IntentState state = pending();
        String reference = pending().facts().lastAttempt().downstreamReference();
        for (int step = 0; step < 100; step++) {
            PayerStep next = step % 2 == 0 ? PayerStep.WAITING_FOR_CARD : PayerStep.CARD_DETECTED;
            state = Events.fold(state, outcomes.progress(state, reference, next, NOW));
        }
        assertThat(((Known) state).facts().lastAttempt().atTerminal().steps()).hasSize(Limits.PAYER_STEPS_MAX);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PENDING", "FAILED_THEN_PENDING", "TOKEN_EXECUTED", "TOKEN_BESIDE_ATTEMPT"})
    void progressIsNoNewsOfAnythingButAnAttemptUnderWay(Stage stage) {
        String reference = Given.ID.value() + "-1";
        assertThat(outcomes.progress(stage.state(), reference, PayerStep.PIN_STARTED, NOW))
                .isEmpty();
    }

    /** Goal: another process can ask. Method: everything in the question comes from what is recorded. */
    @Test
    void anOrderIsAskedAboutWithWhatIsRecorded() {
        IntentFacts facts = pending().facts();
        String reference = Given.ID.value() + "-1";
        MethodSummary method = MethodSummary.terminal(TILL.value());
        assertThat(facts.question(OrderName.attempt(1)))
                .isEqualTo(Inquiry.ofAttempt(reference, Given.TERMS.amount(), method));
        Known refunding =
                (Known) Events.fold(approved(pending()), List.of(Events.operation(1, OperationKind.REFUND, 250)));
        assertThat(refunding.facts().question(OrderName.operation(1)))
                .isEqualTo(new Inquiry(
                        Given.ID.value() + "-op1", Money.of(250, "EUR"), method, OperationKind.REFUND, reference));
    }

    private IntentDecision operate(IntentState state, OperationRequest request) {
        return decide(state, Decisions.operate(request, "op"));
    }

    private IntentDecision decide(IntentState state, IntentCommand.Request request) {
        return rules.decide(Given.ID, state, request, NOW);
    }

    private static IntentCommand.Pay pay(boolean isRegistered, Terms terms) {
        return Decisions.pay(terms, new PaymentMethod.Terminal(TILL, isRegistered), Given.pay("first"));
    }

    private Known pending() {
        IntentDecision.Record record = (IntentDecision.Record) decide(new IntentState.Absent(), pay(true, Given.TERMS));
        return (Known) Events.fold(record.events());
    }

    private IntentState approved(Known pending) {
        return Events.fold(pending, report(pending, new Approved(Events.APPROVAL, CARD)));
    }

    private List<IntentEvent> report(Known state, AttemptOutcome outcome) {
        return outcomes.decide(
                state, new AttemptReport(OrderName.attempt(1), outcome, AttemptReport.Source.ANSWER), NOW);
    }
}
