package io.quittance.engine.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.NotificationEvent.Cause;
import io.quittance.engine.support.Given;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is to be heard of an intent, and to whom it is owed, as the fold has it. */
final class OutboxTest {

    /** Goal: a receiver can tell that it missed something. Method: two hundred lives at random. */
    @Test
    void numbersWhatIsHeardWithoutGapsInEveryLife() {
        for (long seed = 1; seed <= 200; seed++) {
            IntentState state = new IntentState.Absent();
            for (RandomLives.Life.Step step : RandomLives.of(seed).steps()) {
                long before = state instanceof Known known ? known.outbox().sequence() : 0;
                state = state.apply(step.event());
                Known after = (Known) state;
                boolean isTold = EventType.of(step.event(), after.snapshot()).isPresent();
                assertThat(after.outbox().sequence()).isEqualTo(before + (isTold ? 1 : 0));
            }
            Outbox outbox = ((Known) state).outbox();
            assertThat(outbox.notifications())
                    .extracting(told -> told.id().sequence())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, outbox.sequence()).boxed().toList());
        }
    }

    @Test
    void keepsOfEachNotificationHowTheIntentStoodThen() {
        Known known = Stage.REFUNDED_IN_PART.known();

        assertThat(known.outbox().notifications())
                .extracting(told -> told.type() + " " + told.snapshot().status().text())
                .containsExactly("CREATED created", "PENDING pending", "SUCCEEDED succeeded", "REFUNDED succeeded");
    }

    /** Goal: a client's If-Match is not spoilt by deliveries. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ABSENT")
    void eventsAboutDeliveriesChangeNothingOfThePayment(Stage stage) {
        Known before = stage.known();

        Known after = (Known) Events.fold(
                before,
                List.of(
                        Listening.owed(1, Listening.ONE, Listening.OTHER),
                        Listening.refused(1, Listening.ONE, null),
                        new NotificationEvent.WebhookExhausted(Listening.LATER, 1, Listening.ONE),
                        new NotificationEvent.EndpointDisabled(Listening.LATER, Listening.ONE, "gone"),
                        Listening.taken(1, Listening.OTHER)));

        assertThat(after.snapshot()).isEqualTo(before.snapshot());
        assertThat(after.facts().version()).isEqualTo(before.facts().version());
        assertThat(after.facts().updatedAt()).isEqualTo(before.facts().updatedAt());
        assertThat(after.keys()).isEqualTo(before.keys());
        assertThat(after.getClass()).isEqualTo(before.getClass());
    }

    @Test
    void nothingIsTriedThatIsNotOwed() {
        Known created = Stage.CREATED.known();

        assertThatThrownBy(() -> created.apply(Listening.taken(1, Listening.ONE)))
                .isInstanceOf(ImpossibleEvent.class);
        assertThatThrownBy(() -> created.apply(Listening.owed(2, Listening.ONE)))
                .isInstanceOf(ImpossibleEvent.class);
        assertThatThrownBy(() -> Events.fold(
                        created,
                        List.of(
                                Listening.owed(1, Listening.ONE),
                                Listening.taken(1, Listening.ONE),
                                Listening.taken(1, Listening.ONE))))
                .isInstanceOf(ImpossibleEvent.class);
    }

    @Test
    void whatIsAskedForAgainBeginsAgainAndForgetsNoTry() {
        Delivery delivery = delivery(
                Listening.owed(1, Listening.ONE),
                Listening.refused(1, Listening.ONE, null),
                Listening.again(1, Listening.ONE, Cause.REDELIVERY));

        assertThat(delivery.status()).isEqualTo(DeliveryStatus.OWED);
        assertThat(delivery.wasAskedFor()).isTrue();
        assertThat(delivery.owedAt()).isEqualTo(Listening.LATER);
        assertThat(delivery.tries()).hasSize(1);
        assertThat(delivery.isUntried()).isTrue();
        assertThat(delivery.firstTryAt()).isNull();
    }

    @Test
    void aTryThatIsNotFollowedByAnotherIsTheLast() {
        assertThat(delivery(Listening.owed(1, Listening.ONE), Listening.refused(1, Listening.ONE, null))
                        .status())
                .isEqualTo(DeliveryStatus.EXHAUSTED);
        Delivery open =
                delivery(Listening.owed(1, Listening.ONE), Listening.refused(1, Listening.ONE, Listening.LATER));
        assertThat(open.status()).isEqualTo(DeliveryStatus.OWED);
        assertThat(open.lookAt()).contains(Listening.LATER);
        assertThat(delivery(Listening.owed(1, Listening.ONE), Listening.taken(1, Listening.ONE))
                        .lookAt())
                .isEmpty();
    }

    private static Delivery delivery(IntentEvent... events) {
        Known after = (Known) Events.fold(Stage.CREATED.known(), List.of(events));
        assertThat(after.outbox().find(1).orElseThrow().at()).isEqualTo(Given.NOW);
        return after.outbox().find(1).orElseThrow().to(Listening.ONE).orElseThrow();
    }
}
