package io.quittance.persistence.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.intent.AcquirerTerms;
import io.quittance.engine.intent.CaptureWindow;
import io.quittance.engine.intent.IntentEvent;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentState;
import io.quittance.engine.intent.MethodTerms;
import io.quittance.engine.intent.OutcomeRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EventNamesTest {

    private static final Map<Class<?>, AttemptOutcome> OUTCOMES = Map.of(
            AttemptOutcome.Approved.class, new AttemptOutcome.Approved(new Approval("1", "2")),
            AttemptOutcome.Declined.class, new AttemptOutcome.Declined(new Failure("a", "b", null, null, null)),
            AttemptOutcome.NotProcessed.class, new AttemptOutcome.NotProcessed("closed"),
            AttemptOutcome.ActionRequired.class, new AttemptOutcome.ActionRequired("https://issuer.example", null),
            AttemptOutcome.Unknown.class, new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "none"));

    @Test
    void nameEveryKindOfEventAndNothingElse() {
        assertThat(List.<Class<?>>copyOf(EventNames.all().values()))
                .containsExactlyInAnyOrderElementsOf(records(IntentEvent.class).toList());
    }

    private static Stream<Class<?>> records(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? records(kind) : Stream.of(kind));
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
                        "intent.attempt_action_required.v1",
                        "intent.attempt_in_doubt.v1");
    }

    private static String recordedAs(AttemptOutcome outcome) {
        IntentState pending = new IntentState.Absent()
                .apply((IntentCreated) SampleEvents.byFile().get("intent.created.v1"))
                .apply((AttemptStarted) SampleEvents.byFile().get("intent.attempt_started.v1"));
        List<IntentEvent> events = new OutcomeRules(MethodTerms.ofCards(
                        new AcquirerTerms("acme", Duration.ofSeconds(10), Set.of(), CaptureWindow.DEFAULT)))
                .decide(
                        pending,
                        new AttemptReport(OrderName.attempt(1), outcome, AttemptReport.Source.ANSWER),
                        Instant.EPOCH);
        return EventNames.nameOf(events.get(0).getClass());
    }

    /** Goal: the golden files about deliveries hold what can happen. Method: they are the life of one notification. */
    @Test
    void theSamplesOfDeliveriesAreOneLife() {
        IntentState state = new IntentState.Absent();
        for (String file : List.of(
                "intent.created.v1",
                "intent.attempt_started.v1",
                "intent.attempt_approved.v1",
                "intent.webhooks_owed.v1",
                "intent.webhooks_tried.v1",
                "intent.webhook_exhausted.v1",
                "intent.webhooks_owed.v1-again",
                "intent.endpoint_disabled.v1")) {
            state = state.apply((IntentEvent) SampleEvents.byFile().get(file));
        }

        assertThat(((IntentState.Known) state).outbox().notifications())
                .extracting(told -> told.type().text())
                .containsExactly(
                        "payment_intent.created",
                        "payment_intent.pending",
                        "payment_intent.succeeded",
                        "webhook_endpoint.exhausted",
                        "webhook_endpoint.disabled");
    }
}
