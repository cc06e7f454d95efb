package io.quittance.engine.intent;

import static io.quittance.engine.intent.Decisions.operate;
import static io.quittance.engine.intent.Decisions.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.support.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether money may move back and forth, and how much. The intent is about 1250. */
final class OperationRulesTest {

    private final EnumSet<Capability> offers = EnumSet.allOf(Capability.class);
    private Instant now = Given.NOW;

    @ParameterizedTest(name = "{0} × {1} {2}: {3}")
    @CsvSource(textBlock = """
            AUTHORIZED,       CAPTURE, 1250, records OperationStarted capture 1250
            AUTHORIZED,       CAPTURE, 1,    records OperationStarted capture 1
            AUTHORIZED,       CAPTURE, 1251, refuses AMOUNT_EXCEEDS_CAPTURABLE
            AUTHORIZED,       VOID,    1250, records OperationStarted void 1250
            AUTHORIZED,       VOID,    1251, refuses AMOUNT_EXCEEDS_VOIDABLE
            AUTHORIZED,       REFUND,  1,    refuses AMOUNT_EXCEEDS_REFUNDABLE
            CAPTURED,         CAPTURE, 250,  records OperationStarted capture 250
            CAPTURED,         CAPTURE, 251,  refuses AMOUNT_EXCEEDS_CAPTURABLE
            CAPTURED,         VOID,    1250, records OperationStarted void 1250
            CAPTURED,         REFUND,  1000, records OperationStarted refund 1000
            CAPTURED,         REFUND,  1001, refuses AMOUNT_EXCEEDS_REFUNDABLE
            REFUNDED_IN_PART, REFUND,  1000, records OperationStarted refund 1000
            REFUNDED_IN_PART, REFUND,  1001, refuses AMOUNT_EXCEEDS_REFUNDABLE
            REFUNDED_IN_PART, VOID,    1000, records OperationStarted void 1000
            REFUNDED_IN_PART, VOID,    1001, refuses AMOUNT_EXCEEDS_VOIDABLE
            SETTLED,          VOID,    1,    refuses AMOUNT_EXCEEDS_VOIDABLE
            SETTLED,          REFUND,  1250, records OperationStarted refund 1250
            """)
    void movesWhatIsThere(Stage stage, Verb verb, long amount, String expected) {
        assertThat(words(decide(stage, OperationRequest.of(verb, amount)))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} × {1}: {2}")
    @CsvSource(textBlock = """
            AUTHORIZED,       records OperationStarted void 1250
            SUCCEEDED,        records OperationStarted void 1250
            CAPTURED,         records OperationStarted void 1250
            REFUNDED_IN_PART, records OperationStarted void 1000
            SETTLED,          records OperationStarted refund 1250
            CREATED,          refuses AMOUNT_EXCEEDS_REFUNDABLE
            FAILED,           refuses AMOUNT_EXCEEDS_REFUNDABLE
            RELEASED,         refuses INTENT_CLOSED
            REFUND_IN_DOUBT,  refuses ATTEMPT_IN_DOUBT
            REFUNDING,        refuses ATTEMPT_IN_PROGRESS
            """)
    void reversesByVoidUntilItIsSettled(Stage stage, String expected) {
        assertThat(words(decide(stage, OperationRequest.all(Verb.REVERSE)))).isEqualTo(expected);
    }

    @Test
    void reversesByRefundWhereNothingCanBeVoided() {
        offers.remove(Capability.VOID);

        assertThat(words(decide(Stage.SUCCEEDED, OperationRequest.all(Verb.REVERSE))))
                .isEqualTo("records OperationStarted refund 1250");
    }

    @ParameterizedTest(name = "without {0}: {1} {2} {3} is not supported")
    @CsvSource(textBlock = """
            REFUND,                   SUCCEEDED,  REFUND,  1250
            PARTIAL_REFUND,           SUCCEEDED,  REFUND,  1
            REFUND_BEFORE_SETTLEMENT, SUCCEEDED,  REFUND,  1250
            VOID,                     SUCCEEDED,  VOID,    1250
            VOID,                     AUTHORIZED, CANCEL,
            PARTIAL_VOID,             SUCCEEDED,  VOID,    1
            PARTIAL_CAPTURE,          AUTHORIZED, CAPTURE, 1
            MULTIPLE_CAPTURE,         CAPTURED,   CAPTURE, 250
            """)
    void refusesWhatTheCounterpartyDoesNotOffer(Capability missing, Stage stage, Verb verb, Long amount) {
        OperationRequest request = new OperationRequest(verb, amount, null, null, null, null);
        assertThat(words(decide(stage, request))).startsWith("records");

        offers.remove(missing);

        assertThat(words(decide(stage, request))).isEqualTo("refuses NOT_SUPPORTED");
    }

    /** Goal: who voids too late is told so. Method: nothing is left to void, where only the whole could be. */
    @Test
    void tellsThatNothingIsLeftToVoidAlsoWhereNoPartCanBe() {
        offers.remove(Capability.PARTIAL_VOID);

        assertThat(words(decide(Stage.SETTLED, OperationRequest.all(Verb.VOID))))
                .isEqualTo("refuses AMOUNT_EXCEEDS_VOIDABLE");
    }

    @Test
    void releasesTheRestWhereThereIsOnlyOneCapture() {
        offers.remove(Capability.MULTIPLE_CAPTURE);
        OperationRequest partial = OperationRequest.of(Verb.CAPTURE, 1000);

        assertThat(words(decide(Stage.AUTHORIZED, partial))).isEqualTo("records OperationStarted capture 1000 last");
        assertThat(words(decide(Stage.AUTHORIZED, new OperationRequest(Verb.CAPTURE, 1000L, false, null, null, null))))
                .isEqualTo("refuses NOT_SUPPORTED");
    }

    @Test
    void closesTheTimeToCaptureToTheMillisecond() {
        OperationRequest capture = OperationRequest.all(Verb.CAPTURE);

        now = Events.CAPTURE_BEFORE.minusMillis(1);
        assertThat(words(decide(Stage.AUTHORIZED, capture))).startsWith("records");
        now = Events.CAPTURE_BEFORE;
        assertThat(words(decide(Stage.AUTHORIZED, capture))).isEqualTo("refuses CAPTURE_WINDOW_CLOSED");
        assertThat(words(decide(Stage.AUTHORIZED, OperationRequest.all(Verb.CANCEL))))
                .startsWith("records");
    }

    @Test
    void recordsWhatWasAskedBeforeAnythingIsSent() {
        OperationRequest request = new OperationRequest(Verb.REFUND, 250L, null, "goods_returned", null, 3L);

        IntentDecision.Record record = (IntentDecision.Record) decide(Stage.SUCCEEDED, request);

        OperationStarted started = (OperationStarted) record.events().get(0);
        assertThat(started.reason()).isEqualTo("goods_returned");
        assertThat(started.downstreamReference()).isEqualTo(Given.ID.value() + "-op1");
        assertThat(started.attempt()).isEqualTo(1);
        assertThat(started.deadline()).isEqualTo(Given.NOW.plus(Events.ANSWER_DEADLINE));
        assertThat(started.request()).isEqualTo(Given.pay("op"));
    }

    @Test
    void refusesACallerWhoSawAnotherVersion() {
        OperationRequest stale = OperationRequest.all(Verb.REFUND).atVersion(2);

        assertThat(words(decide(Stage.SUCCEEDED, stale))).isEqualTo("refuses PRECONDITION_FAILED");
    }

    @Test
    void answersARepeatedOperationFromItsKeyAndDoesNothing() {
        assertThat(words(decide(Stage.REFUNDED_IN_PART, OperationRequest.of(Verb.REFUND, 250), "op-1")))
                .isEqualTo("replays SUCCEEDED");
        assertThat(words(decide(Stage.REFUND_IN_DOUBT, OperationRequest.of(Verb.REFUND, 250), "op-1")))
                .isEqualTo("replays SUCCEEDED");
        assertThat(words(decide(Stage.REFUNDING, OperationRequest.of(Verb.REFUND, 250), "op-1")))
                .isEqualTo("joins");
    }

    @Test
    void letsAKeyRunAgainWhoseOperationHadNoEffect() {
        IntentState state =
                Events.fold(Stage.REFUNDING.state(), List.of(Events.operationNotProcessed(1, OperationKind.REFUND)));

        assertThat(words(rules().decide(Given.ID, state, operate(OperationRequest.of(Verb.REFUND, 250), "op-1"), now)))
                .isEqualTo("records OperationStarted refund 250");
    }

    @Test
    void waitsFiveBusinessDays() {
        Instant friday = Instant.parse("2026-11-20T18:00:00Z");

        assertThat(CaptureWindow.DEFAULT.endsAfter(friday)).isEqualTo(Instant.parse("2026-11-27T18:00:00Z"));
        assertThat(CaptureWindow.DEFAULT.endsAfter(friday.plus(Duration.ofDays(1))))
                .isEqualTo(Instant.parse("2026-11-27T18:00:00Z"));
        assertThat(new CaptureWindow(1).endsAfter(friday)).isEqualTo(Instant.parse("2026-11-23T18:00:00Z"));
    }

    private IntentDecision decide(Stage stage, OperationRequest request) {
        return decide(stage, request, "op");
    }

    private IntentDecision decide(Stage stage, OperationRequest request, String key) {
        return rules().decide(Given.ID, stage.state(), operate(request, key), now);
    }

    private IntentRules rules() {
        return new IntentRules(Events.offering(offers));
    }
}
