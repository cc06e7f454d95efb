package io.quittance.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.intent.OperationRequest;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.webhook.EndpointRequest;
import io.quittance.engine.webhook.EndpointRequest.Policy;
import io.quittance.engine.webhook.WebhookParts;
import io.quittance.engine.webhook.WebhookResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
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

    private final World world = new World(7);
    private final SimulatedStore store = new SimulatedStore((entry, writer) -> {});
    private final KeptEndpoints endpoints = new KeptEndpoints();
    private final Refusing refusing = new Refusing(world);
    private Lane lane = new Lane(world, 0);
    private PaymentEngine engine = start();
    private int started;

    @AfterEach
    void stop() {
        lane.die();
    }

    @Test
    void isSentAtExactlyTheTimesOfItsPolicyHoweverOftenItIsRefused() {
        EndpointId week = register("https://week.example/hook", "seven_days", List.of("payment_intent.created"));
        EndpointId hours = register("https://hours.example/hook", "two_hours", List.of("payment_intent.created"));
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
        EndpointId week = register("https://week.example/hook", "seven_days", List.of("payment_intent.created"));
        EndpointId hours = register("https://hours.example/hook", "two_hours", List.of("payment_intent.created"));
        Map<Integer, IntentId> refused = createOnePerRefusal();

        untilNothingIsDue(this::restart);

        assertThat(started).isGreaterThan(28);
        refused.forEach((times, intent) -> {
            assertThat(refusing.secondsOf(week, intent)).isEqualTo(first(SEVEN_DAYS, times + 1));
            assertThat(refusing.secondsOf(hours, intent)).isEqualTo(first(TWO_HOURS, times + 1));
        });
    }

    /** Goal: the end of all tries is told, once, to who can still be told. */
    @Test
    void anExhaustedDeliveryIsToldToTheOtherEndpointsAndToNoOtherAfterThat() {
        EndpointId dead = register("https://dead.example/hook", "two_hours", List.of("*"));
        EndpointId watch = register("https://watch.example/hook", "two_hours", List.of("webhook_endpoint.*"));
        refusing.refuse(idOf(1), FOR_EVER);
        create(1);

        untilNothingIsDue(() -> {});

        Known intent = (Known) fold(idOf(1));
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
        EndpointId endpoint = register("https://shop.example/hook", "seven_days", List.of("*"));
        enable(endpoint, false);
        IntentId first = create(1);
        restart();
        runFor(Duration.ofHours(1));
        assertThat(refusing.secondsOf(endpoint, first)).isEmpty();

        enable(endpoint, true);
        runFor(Duration.ofSeconds(5));

        assertThat(refusing.secondsOf(endpoint, first)).containsExactly(0L);
        assertThat(statusOf(first, endpoint)).isEqualTo(DeliveryStatus.DELIVERED);
    }

    /** Goal: 410 disables (C23), and what is owed is kept. */
    @Test
    void anEndpointThatIsGoneIsDisabledAndThatIsAnEvent() {
        EndpointId endpoint = register("https://gone.example/hook", "seven_days", List.of("*"));
        refusing.status = 410;
        refusing.refuse(idOf(1), FOR_EVER);
        IntentId first = create(1);
        until(() -> !endpoints.find(endpoint).isOpen());
        IntentId second = create(2);
        runFor(Duration.ofMinutes(2));

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
        EndpointId endpoint = register("https://dead.example/hook", "two_hours", List.of("payment_intent.created"));
        for (int day = 0; day <= 7; day++) {
            refusing.refuse(idOf(day), FOR_EVER);
            create(day);
            runFor(Duration.ofSeconds(1));
            world.jump(Duration.ofDays(1).plusMinutes(1));
            runFor(Duration.ofSeconds(10));
        }

        until(() -> !endpoints.find(endpoint).isOpen());
        assertThat(endpoints.find(endpoint).reason()).contains("seven days");
    }

    /** Goal: order while all goes well; a failure delays what comes after it by one step at most (D12). */
    @Test
    void whatFollowsARefusalWaitsForOneStepAndThenGoesOut() {
        EndpointId endpoint = register("https://shop.example/hook", "two_hours", List.of("*"));
        refusing.refuseFirst(new NotificationId(idOf(1), 1), FOR_EVER);
        IntentId id = create(1);
        runFor(Duration.ofMillis(100));
        cancel(id);
        runFor(Duration.ofSeconds(30));

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
            refusing.refuse(idOf(times), times);
            refused.put(times, create(times));
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
        runFor(Duration.ofSeconds(1));
        afterEach.run();
        for (Optional<Instant> next = next(); next.isPresent(); next = next()) {
            Duration gap = Duration.between(world.instant(), next.get());
            if (gap.compareTo(Duration.ofSeconds(20)) > 0) {
                world.jump(gap.minusSeconds(10));
            }
            Instant due = next.get();
            while (world.instant().isBefore(due.plusMillis(1_500))) {
                runFor(Duration.ofMillis(500));
            }
            afterEach.run();
        }
    }

    private Optional<Instant> next() {
        return store.names().stream()
                .map(stream -> (Known) new SimulatedReadModel(store, SimulatedJournal.CODEC).fold(stream))
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
        return new SimulatedReadModel(store, SimulatedJournal.CODEC).fold(PaymentIntent.streamOf(id));
    }

    private IntentId create(int cart) {
        IntentRequest wanted = IntentRequest.of(1250, "EUR").withReference("cart-" + cart);
        engine.create(Wish.SHOP, wanted, null);
        runFor(Duration.ofMillis(50));
        return idOf(cart);
    }

    private static IntentId idOf(int cart) {
        return IntentId.ofReference(Wish.SHOP, "cart-" + cart);
    }

    private void cancel(IntentId id) {
        engine.operate(Wish.SHOP, id, OperationRequest.all(Verb.CANCEL), new IdempotencyKey("cancel"));
    }

    private EndpointId register(String url, String policy, List<String> events) {
        EndpointRequest request =
                new EndpointRequest(url, null, events, new Policy(policy, null), null, null, null, null, null);
        return done(engine.webhooks().register(Wish.SHOP, request).toCompletableFuture());
    }

    private void enable(EndpointId id, boolean isEnabled) {
        EndpointRequest request = new EndpointRequest(null, null, null, null, null, null, null, isEnabled, null);
        done(engine.webhooks().change(Wish.SHOP, id, request).toCompletableFuture());
    }

    private EndpointId done(CompletableFuture<WebhookResult> result) {
        until(result::isDone);
        assertThat(result.join()).isInstanceOf(WebhookResult.Done.class);
        return ((WebhookResult.Done) result.join()).endpoint().id();
    }

    private void restart() {
        lane.die();
        engine = start();
        runFor(Duration.ofMillis(100));
    }

    private PaymentEngine start() {
        lane = new Lane(world, ++started);
        StoreDoor door = new StoreDoor(world, Mishaps.none(world), store, lane);
        IdSource ids = count -> {
            byte[] bytes = new byte[count];
            world.chance().nextBytes(bytes);
            return bytes;
        };
        return lane.start(() -> PaymentEngine.builder()
                .journal(new SimulatedJournal(lane, store, door))
                .processor(new SilentProcessor())
                .webhooks(new WebhookParts(
                        endpoints.open(), refusing, new PlainBodies(), false, LaneExecutor.thread(lane)))
                .clock(world::instant)
                .ids(ids)
                .start());
    }

    private void until(BooleanSupplier isSo) {
        while (!isSo.getAsBoolean()) {
            assertThat(world.advance()).isTrue();
        }
    }

    private void runFor(Duration time) {
        boolean[] isOver = {false};
        world.after(time.toMillis(), () -> isOver[0] = true);
        while (!isOver[0]) {
            assertThat(world.advance()).isTrue();
        }
    }
}
