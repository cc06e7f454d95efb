package io.quittance.engine.intent;

import static io.quittance.engine.intent.Listening.LATER;
import static io.quittance.engine.intent.Listening.ONE;
import static io.quittance.engine.intent.Listening.OTHER;
import static io.quittance.engine.intent.Listening.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.intent.IntentCommand.Redeliver;
import io.quittance.engine.intent.IntentCommand.Redelivery;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.NotificationEvent.Cause;
import io.quittance.engine.intent.NotificationEvent.EndpointDisabled;
import io.quittance.engine.intent.NotificationEvent.WebhookExhausted;
import io.quittance.engine.intent.NotificationEvent.WebhooksOwed;
import io.quittance.engine.intent.NotificationEvent.WebhooksTried;
import io.quittance.engine.intent.NotificationRules.Plan;
import io.quittance.engine.intent.NotificationRules.Report;
import io.quittance.engine.support.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is owed to whom, when it is sent, what a try means, and what is sent again. */
final class NotificationRulesTest {

    private static final Set<EventType> ALL = EnumSet.allOf(EventType.class);
    private static final Redelivery REPLAY = new Redelivery(ONE, Cause.REPLAY, null, null, false);

    private final Listening listening = new Listening();
    private final NotificationRules rules = new NotificationRules(listening);

    @Test
    void whatHappensIsOwedInTheSameListAsWhatItTellsOf() {
        listening.with(ONE, ALL).with(OTHER, Set.of(EventType.SUCCEEDED));

        assertThat(rules.owing(Stage.ABSENT.state(), List.of(Events.created(null), Events.started(1, "k"))))
                .containsExactly(
                        Events.created(null), Listening.owed(1, ONE), Events.started(1, "k"), Listening.owed(2, ONE));
        assertThat(rules.owing(Stage.PENDING.state(), List.of(Events.approved(1))))
                .containsExactly(Events.approved(1), Listening.owed(3, ONE, OTHER));
    }

    @Test
    void whatConcernsOneRequestOnlyIsOwedToNobody() {
        listening.with(ONE, ALL);

        assertThat(rules.owing(Stage.SUCCEEDED.state(), List.of(Events.answered("other"))))
                .containsExactly(Events.answered("other"));
    }

    @Test
    void whereNobodyListensNothingIsOwed() {
        List<IntentEvent> events = List.of(Events.created(null), Events.started(1, "k"));

        assertThat(rules.owing(Stage.ABSENT.state(), events)).isEqualTo(events);
        listening.with(ONE, Set.of(EventType.REFUNDED));
        assertThat(rules.owing(Stage.ABSENT.state(), events)).isEqualTo(events);
    }

    /** Goal: nothing that is told is forgotten, and nothing is owed twice. Method: two hundred lives at random. */
    @Test
    void inEveryLifeEachNotificationIsOwedOnceAndInOrder() {
        listening.with(ONE, ALL);
        for (long seed = 1; seed <= 200; seed++) {
            IntentState state = new IntentState.Absent();
            for (RandomLives.Life.Step step : RandomLives.of(seed).steps()) {
                state = Events.fold(state, rules.owing(state, List.of(step.event())));
            }
            Outbox outbox = ((Known) state).outbox();
            assertThat(outbox.notifications())
                    .allSatisfy(told -> assertThat(told.deliveries()).hasSize(1));
            assertThat(rules.plans(outbox)).hasSize((int) outbox.sequence());
        }
    }

    @Test
    void theFirstIsSentAtOnceAndTheNextWaitsForOneStep() {
        listening.with(ONE, ALL).with(OTHER, ALL);
        Outbox outbox = outbox(Stage.PENDING, Listening.owed(1, ONE, OTHER), Listening.owed(2, ONE));

        assertThat(rules.plans(outbox))
                .extracting(NotificationRulesTest::words)
                .containsExactly(
                        "1 one " + Given.NOW,
                        "1 other " + Given.NOW,
                        "2 one " + Given.NOW.plus(RetryPolicy.TWO_HOURS.step()));
        Outbox first = outbox.apply(Listening.taken(1, ONE));
        assertThat(rules.plans(first))
                .extracting(NotificationRulesTest::words)
                .containsExactly("1 other " + Given.NOW, "2 one " + Given.NOW);
    }

    @Test
    void aClosedEndpointIsSentNothingAndAnotherOneIsNotDelayed() {
        listening.with(ONE, ALL).with(OTHER, ALL).closed(ONE);
        Outbox outbox = outbox(Stage.PENDING, Listening.owed(1, ONE, OTHER));

        assertThat(rules.plans(outbox))
                .extracting(NotificationRulesTest::words)
                .containsExactly("1 other " + Given.NOW);
    }

    @Test
    void whatIsAskedForAgainWaitsForNobody() {
        listening.with(ONE, ALL);
        Outbox outbox = outbox(
                Stage.PENDING,
                Listening.owed(1, ONE),
                Listening.owed(2, ONE),
                Listening.again(2, ONE, Cause.REDELIVERY));

        assertThat(rules.plans(outbox))
                .extracting(NotificationRulesTest::words)
                .containsExactly("1 one " + Given.NOW, "2 one " + LATER);
    }

    @Test
    void aRefusalIsFollowedByAnotherTryUntilThePolicyEnds() {
        listening.with(ONE, ALL);
        Outbox outbox = outbox(Stage.CREATED, Listening.owed(1, ONE));
        int tries = 0;
        List<IntentEvent> events;
        do {
            Instant at = rules.plans(outbox).get(0).at();
            events = rules.tried(outbox, List.of(report(1, ONE, at, 503)), at);
            outbox = outbox.apply((NotificationEvent) events.get(0));
            tries++;
        } while (outbox.find(1).orElseThrow().to(ONE).orElseThrow().isOwed());

        assertThat(tries).isEqualTo(17);
        assertThat(events).hasSize(2);
        assertThat(events.get(1)).isInstanceOf(WebhookExhausted.class);
    }

    @Test
    void whatEndpointsAnswerTogetherIsOneEvent() {
        listening.with(ONE, ALL).with(OTHER, ALL);
        Outbox outbox = outbox(Stage.CREATED, Listening.owed(1, ONE, OTHER));

        List<IntentEvent> events = rules.tried(
                outbox, List.of(report(1, ONE, Given.NOW, 204), report(1, OTHER, Given.NOW, 500)), Given.NOW);

        assertThat(events).singleElement().isInstanceOfSatisfying(WebhooksTried.class, tried -> {
            assertThat(tried.tries()).extracting(one -> one.outcome().isTaken()).containsExactly(true, false);
        });
    }

    /** Goal: a report that comes twice, or of what is delivered, is recorded as nothing. */
    @Test
    void whatIsNotOwedIsNotRecordedAsTried() {
        listening.with(ONE, ALL);
        Outbox outbox = outbox(Stage.CREATED, Listening.owed(1, ONE), Listening.taken(1, ONE));

        assertThat(rules.tried(outbox, List.of(report(1, ONE, Given.NOW, 500)), Given.NOW))
                .isEmpty();
        assertThat(rules.tried(outbox, List.of(report(9, ONE, Given.NOW, 500)), Given.NOW))
                .isEmpty();
    }

    /** Goal: an endpoint that is left alone uses up no policy and fills no journal. */
    @Test
    void whatNeverLeftIsNoTry() {
        listening.with(ONE, ALL);
        Outbox outbox = outbox(Stage.CREATED, Listening.owed(1, ONE));
        NotificationRules.Report unsent =
                new NotificationRules.Report(report(1, ONE, Given.NOW, 500).id(), Given.NOW, TryResult.unsent("full"));

        assertThat(rules.tried(outbox, List.of(unsent), Given.NOW)).isEmpty();
    }

    @Test
    void anEndpointThatIsGoneIsDisabled() {
        listening.with(ONE, ALL);
        Outbox outbox = outbox(Stage.CREATED, Listening.owed(1, ONE));

        assertThat(rules.tried(outbox, List.of(report(1, ONE, Given.NOW, 410)), Given.NOW))
                .contains(new EndpointDisabled(Given.NOW, ONE, "it answered 410 Gone"));
    }

    @Test
    void troubleIsToldToTheOthersAndTroubleWithThatToNobody() {
        listening.with(ONE, ALL).with(OTHER, ALL).with(THIRD, ALL);
        IntentState state = Events.fold(Stage.CREATED.state(), List.of(Listening.owed(1, ONE, OTHER)));
        IntentEvent first = new WebhookExhausted(Given.NOW, 1, ONE);
        IntentEvent second = new WebhookExhausted(Given.NOW, 1, OTHER);

        assertThat(rules.owing(state, List.of(first, second)))
                .as("each endpoint's trouble is told, whatever was told before")
                .containsExactly(first, Listening.owed(2, OTHER, THIRD), second, Listening.owed(3, ONE, THIRD));

        IntentState told = Events.fold(state, List.of(first, Listening.owed(2, OTHER, THIRD)));
        IntentEvent ofThat = new WebhookExhausted(Given.NOW, 2, OTHER);
        assertThat(rules.owing(told, List.of(ofThat))).containsExactly(ofThat);
    }

    @Test
    void aReplayTellsWhatWasNeverOwedThereAndARedeliveryDoesNot() {
        listening.with(ONE, EnumSet.of(EventType.CREATED, EventType.SUCCEEDED));
        Outbox outbox = Stage.SUCCEEDED.known().outbox();

        assertThat(sequences(outbox, List.of(), REPLAY)).containsExactly(1L, 3L);
        assertThat(sequences(outbox, List.of(3L), REPLAY)).containsExactly(3L);
        assertThat(sequences(outbox, List.of(1L), new Redelivery(ONE, Cause.REDELIVERY, null, null, false)))
                .isEmpty();
    }

    @Test
    void aReplayEndsBeforeItsEndAndBeginsWithItsBegin() {
        listening.with(ONE, ALL);
        Outbox outbox = Stage.SUCCEEDED.known().outbox();

        assertThat(sequences(outbox, List.of(), between(Given.NOW, Given.NOW.plusMillis(1))))
                .containsExactly(1L, 2L, 3L);
        assertThat(sequences(outbox, List.of(), between(null, Given.NOW))).isEmpty();
        assertThat(sequences(outbox, List.of(), between(Given.NOW.plusMillis(1), null)))
                .isEmpty();
    }

    @Test
    void aReplayOfWhatFailedLeavesOutWhatWasDeliveredOrNeverOwed() {
        listening.with(ONE, ALL);
        Outbox outbox = outbox(
                Stage.SUCCEEDED,
                Listening.owed(1, ONE),
                Listening.taken(1, ONE),
                Listening.owed(2, ONE),
                Listening.refused(2, ONE, null));

        Redelivery failed = new Redelivery(ONE, Cause.REPLAY, null, null, true);
        assertThat(sequences(outbox, List.of(), failed)).containsExactly(2L);
        assertThat(rules.again(outbox, wish(List.of(), failed), LATER))
                .containsExactly(new WebhooksOwed(LATER, 2, List.of(ONE), Cause.REPLAY));
    }

    /** Goal: what a client sees as its version is not moved by what is owed beside it. */
    @Test
    void whatIsOwedMovesNoVersion() {
        listening.with(ONE, ALL);
        IntentState state = Events.fold(rules.owing(
                new IntentState.Absent(),
                List.of(Events.created(null), Events.started(1, "order-1-1", "first", true), Events.approved(1))));

        assertThat(((Known) state).snapshot()).isEqualTo(Stage.SUCCEEDED.known().snapshot());
        assertThat(((Known) state)
                        .outbox()
                        .find(3)
                        .orElseThrow()
                        .to(ONE)
                        .orElseThrow()
                        .status())
                .isEqualTo(DeliveryStatus.OWED);
    }

    private static Redelivery between(@Nullable Instant from, @Nullable Instant to) {
        return new Redelivery(ONE, Cause.REPLAY, from, to, false);
    }

    private List<Long> sequences(Outbox outbox, List<Long> sequences, Redelivery wish) {
        return rules.again(outbox, wish(sequences, wish), LATER).stream()
                .map(event -> ((WebhooksOwed) event).sequence())
                .toList();
    }

    private static Redeliver wish(List<Long> sequences, Redelivery wish) {
        return new Redeliver(
                Given.SHOP, sequences, wish, TestInbox.<IntentReply>create().getRef());
    }

    private static Outbox outbox(Stage stage, NotificationEvent... events) {
        return ((Known) Events.fold(stage.state(), List.of(events))).outbox();
    }

    private static Report report(long sequence, EndpointId endpoint, Instant began, int status) {
        DeliveryId id = new DeliveryId(new NotificationId(Given.ID, sequence), endpoint);
        return new Report(id, began, TryResult.answered(status, null, Duration.ofMillis(7)));
    }

    private static String words(Plan plan) {
        return plan.notification().id().sequence()
                + (plan.id().endpoint().equals(ONE) ? " one " : " other ")
                + plan.at();
    }
}
