package io.quittance.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.intent.OperationRequest;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.webhook.EndpointRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Goal: a webhook that is refused n times, or for ever, is sent at exactly the times of its policy, whatever the
 * process does in between (PP-9, T13). Method: the real engine in virtual time; an endpoint that refuses as it is told;
 * the wall clock leaps over the days in which nothing is due.
 */
final class DeliveryScheduleTest {

    private static final List<Long> SEVEN_DAYS = List.of(
            0L, 60L, 180L, 420L, 900L, 1_800L, 3_600L, 7_200L, 93_600L, 180_000L, 266_400L, 352_800L, 439_200L,
            525_600L);

    private static final List<Long> TWO_HOURS = LongStream.concat(
                    LongStream.of(0, 10, 30, 70, 150, 310, 630),
                    LongStream.rangeClosed(1, 10).map(n -> 630 + 600 * n))
            .boxed()
            .toList();

    private static final int FOR_EVER = 99;

    private final LoneEngine one = new LoneEngine(7);
    private final World world = one.world;
    private final Refusing refusing = one.receivers;

    @AfterEach
    void stop() {
        one.die();
    }

    @Test
    void isSentAtExactlyTheTimesOfItsPolicyHoweverOftenItIsRefused() {
        EndpointId week = one.register("https://week.example/hook", "seven_days", List.of("payment_intent.created"));
        EndpointId hours = one.register("https://hours.example/hook", "two_hours", List.of("payment_intent.created"));
        Map<Integer, IntentId> refused = createOnePerRefusal();

        untilNothingIsDue(() -> {});

        refused.forEach((times, intent) -> {
            assertThat(refusing.secondsOf(week, intent)).isEqualTo(first(SEVEN_DAYS, times + 1));
            assertThat(refusing.secondsOf(hours, intent)).isEqualTo(first(TWO_HOURS, times + 1));
            assertThat(statusOf(intent, week)).isEqualTo(ended(SEVEN_DAYS, times));
            assertThat(statusOf(intent, hours)).isEqualTo(ended(TWO_HOURS, times));
        });
        assertThat(refusing.bodiesById())
                .allSatisfy((id, bodies) -> assertThat(bodies).hasSize(1));
    }

    @Test
    void aRestartAfterEachTryChangesNothing() {
        EndpointId week = one.register("https://week.example/hook", "seven_days", List.of("payment_intent.created"));
        EndpointId hours = one.register("https://hours.example/hook", "two_hours", List.of("payment_intent.created"));
        Map<Integer, IntentId> refused = createOnePerRefusal();

        untilNothingIsDue(this::restart);

        assertThat(one.started()).isGreaterThan(28);
        refused.forEach((times, intent) -> {
            assertThat(refusing.secondsOf(week, intent)).isEqualTo(first(SEVEN_DAYS, times + 1));
            assertThat(refusing.secondsOf(hours, intent)).isEqualTo(first(TWO_HOURS, times + 1));
        });
    }

    /** Goal: the end of all tries is told, once, to who can still be told. */
    @Test
    void anExhaustedDeliveryIsToldToTheOtherEndpointsAndToNoOtherAfterThat() {
        EndpointId dead = one.register("https://dead.example/hook", "two_hours", List.of("*"));
        EndpointId watch = one.register("https://watch.example/hook", "two_hours", List.of("webhook_endpoint.*"));
        refusing.refuse(LoneEngine.idOf(1), FOR_EVER);
        one.create(1);

        untilNothingIsDue(() -> {});

        Known intent = (Known) fold(LoneEngine.idOf(1));
        assertThat(intent.outbox().notifications())
                .extracting(told -> told.type().text())
                .containsExactly("payment_intent.created", "webhook_endpoint.exhausted", "webhook_endpoint.exhausted");
        assertThat(intent.outbox().notifications().get(1).to(watch)).isPresent();
        assertThat(intent.outbox().notifications().get(1).to(dead)).isEmpty();
        assertThat(intent.outbox().notifications().get(2).deliveries()).isEmpty();
    }

    /** Goal: nothing is lost while an endpoint is disabled, and nothing is sent. */
    @Test
    void whatADisabledEndpointIsOwedIsSentWhenItIsEnabled() {
        EndpointId endpoint = one.register("https://shop.example/hook", "seven_days", List.of("*"));
        enable(endpoint, false);
        IntentId first = one.create(1);
        restart();
        one.runFor(Duration.ofHours(1));
        assertThat(refusing.secondsOf(endpoint, first)).isEmpty();

        enable(endpoint, true);
        one.runFor(Duration.ofSeconds(5));

        assertThat(refusing.secondsOf(endpoint, first)).containsExactly(0L);
        assertThat(statusOf(first, endpoint)).isEqualTo(DeliveryStatus.DELIVERED);
    }

    /** Goal: 410 disables (C23), and what is owed is kept. */
    @Test
    void anEndpointThatIsGoneIsDisabledAndThatIsAnEvent() {
        EndpointId endpoint = one.register("https://gone.example/hook", "seven_days", List.of("*"));
        refusing.status = 410;
        refusing.refuse(LoneEngine.idOf(1), FOR_EVER);
        IntentId first = one.create(1);
        one.until(() -> !one.endpoints.find(endpoint).isOpen());
        IntentId second = one.create(2);
        one.runFor(Duration.ofMinutes(2));

        assertThat(refusing.secondsOf(endpoint, first)).containsExactly(0L);
        assertThat(refusing.secondsOf(endpoint, second)).isEmpty();
        assertThat(((Known) fold(first)).outbox().notifications())
                .extracting(told -> told.type().text())
                .containsExactly("payment_intent.created", "webhook_endpoint.disabled");
        assertThat(statusOf(second, endpoint)).isEqualTo(DeliveryStatus.OWED);
    }

    /** Goal: one that takes nothing for a week is disabled (C23). */
    @Test
    void anEndpointThatTakesNothingForSevenDaysIsDisabled() {
        EndpointId endpoint = one.register("https://dead.example/hook", "two_hours", List.of("payment_intent.created"));
        for (int day = 0; day <= 7; day++) {
            refusing.refuse(LoneEngine.idOf(day), FOR_EVER);
            one.create(day);
            one.runFor(Duration.ofSeconds(1));
            world.jump(Duration.ofDays(1).plusMinutes(1));
            one.runFor(Duration.ofSeconds(10));
        }

        one.until(() -> !one.endpoints.find(endpoint).isOpen());
        assertThat(one.endpoints.find(endpoint).reason()).contains("seven days");
    }

    /** Goal: order while all goes well; a failure delays what comes after it by one step at most (D12). */
    @Test
    void whatFollowsARefusalWaitsForOneStepAndThenGoesOut() {
        EndpointId endpoint = one.register("https://shop.example/hook", "two_hours", List.of("*"));
        refusing.refuseFirst(new NotificationId(LoneEngine.idOf(1), 1), FOR_EVER);
        IntentId id = one.create(1);
        one.runFor(Duration.ofMillis(100));
        cancel(id);
        one.runFor(Duration.ofSeconds(30));

        assertThat(refusing.triesOf(endpoint).stream()
                        .map(made -> made.id().sequence())
                        .toList())
                .containsExactly(1L, 1L, 2L, 1L);
        assertThat(Duration.between(
                        refusing.triesOf(endpoint).get(0).at(),
                        refusing.triesOf(endpoint).get(2).at()))
                .isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_200));
    }

    private Map<Integer, IntentId> createOnePerRefusal() {
        Map<Integer, IntentId> refused = new LinkedHashMap<>();
        IntStream.concat(IntStream.rangeClosed(0, 13), IntStream.of(FOR_EVER)).forEach(times -> {
            refusing.refuse(LoneEngine.idOf(times), times);
            refused.put(times, one.create(times));
        });
        return refused;
    }

    private static List<Long> first(List<Long> offsets, int many) {
        return offsets.subList(0, Math.min(many, offsets.size()));
    }

    private static DeliveryStatus ended(List<Long> offsets, int refusals) {
        return refusals < offsets.size() ? DeliveryStatus.DELIVERED : DeliveryStatus.EXHAUSTED;
    }

    /** Leaps to shortly before the next try, again and again. */
    private void untilNothingIsDue(Runnable afterEach) {
        one.runFor(Duration.ofSeconds(1));
        afterEach.run();
        for (Optional<Instant> next = next(); next.isPresent(); next = next()) {
            Duration gap = Duration.between(world.instant(), next.get());
            if (gap.compareTo(Duration.ofSeconds(20)) > 0) {
                world.jump(gap.minusSeconds(10));
            }
            Instant due = next.get();
            while (world.instant().isBefore(due.plusMillis(1_500))) {
                one.runFor(Duration.ofMillis(500));
            }
            afterEach.run();
        }
    }

    private Optional<Instant> next() {
        return one.store.names().stream()
                .map(stream -> (Known) new SimulatedReadModel(one.store, SimulatedJournal.CODEC).fold(stream))
                .flatMap(known -> known.outbox().notifications().stream())
                .flatMap(told -> told.deliveries().stream())
                .filter(Delivery::isOwed)
                .flatMap(delivery -> delivery.lookAt().stream())
                .min(Instant::compareTo);
    }

    private DeliveryStatus statusOf(IntentId intent, EndpointId endpoint) {
        Notification told = ((Known) fold(intent)).outbox().find(1).orElseThrow();
        return told.to(endpoint).orElseThrow().status();
    }

    private Object fold(IntentId id) {
        return new SimulatedReadModel(one.store, SimulatedJournal.CODEC).fold(PaymentIntent.streamOf(id));
    }

    private void cancel(IntentId id) {
        one.engine().operate(Wish.SHOP, id, OperationRequest.all(Verb.CANCEL), new IdempotencyKey("cancel"));
    }

    private void enable(EndpointId id, boolean isEnabled) {
        EndpointRequest request = new EndpointRequest(null, null, null, null, null, null, null, isEnabled, null);
        one.done(one.engine().webhooks().change(Wish.SHOP, id, request).toCompletableFuture());
    }

    private void restart() {
        one.restart();
        one.runFor(Duration.ofMillis(100));
    }
}
