package io.quittance.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.webhook.EndpointRequest;
import io.quittance.engine.webhook.EndpointRequest.Policy;
import io.quittance.engine.webhook.WebhookParts;
import io.quittance.engine.webhook.WebhookResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * The real engine alone in virtual time, over a store that outlives it; its webhooks go to receivers that refuse as
 * they are told. For one thread.
 */
final class LoneEngine {

    final World world;
    final SimulatedStore store = new SimulatedStore((entry, writer) -> {});
    final KeptEndpoints endpoints = new KeptEndpoints();
    final Refusing receivers;
    private Lane lane;
    private PaymentEngine engine;
    private int started;

    LoneEngine(long seed) {
        this.world = new World(seed);
        this.receivers = new Refusing(world);
        start();
    }

    PaymentEngine engine() {
        return engine;
    }

    /** How many processes there were. */
    int started() {
        return started;
    }

    /** The process dies where it is. */
    void die() {
        lane.die();
    }

    void restart() {
        lane.die();
        start();
    }

    void start() {
        lane = new Lane(world, ++started);
        StoreDoor door = new StoreDoor(world, Mishaps.none(world), store, lane);
        IdSource ids = count -> {
            byte[] bytes = new byte[count];
            world.chance().nextBytes(bytes);
            return bytes;
        };
        engine = lane.start(() -> PaymentEngine.builder()
                .journal(new SimulatedJournal(lane, store, door))
                .processor(new SilentProcessor())
                .webhooks(new WebhookParts(
                        endpoints.open(), receivers, new PlainBodies(), false, LaneExecutor.thread(lane)))
                .clock(world::instant)
                .ids(ids)
                .start());
    }

    EndpointId register(String url, String policy, List<String> events) {
        EndpointRequest request =
                new EndpointRequest(url, null, events, new Policy(policy, null), null, null, null, null, null);
        return done(engine.webhooks().register(Wish.SHOP, request).toCompletableFuture());
    }

    EndpointId done(CompletableFuture<WebhookResult> result) {
        until(result::isDone);
        assertThat(result.join()).isInstanceOf(WebhookResult.Done.class);
        return ((WebhookResult.Done) result.join()).endpoint().id();
    }

    IntentId create(int cart) {
        engine.create(Wish.SHOP, IntentRequest.of(1250, "EUR").withReference("cart-" + cart), null);
        runFor(Duration.ofMillis(50));
        return idOf(cart);
    }

    static IntentId idOf(int cart) {
        return IntentId.ofReference(Wish.SHOP, "cart-" + cart);
    }

    void until(BooleanSupplier isSo) {
        long latest = world.elapsed() + Duration.ofMinutes(10).toMillis();
        while (!isSo.getAsBoolean()) {
            assertThat(world.advance()).isTrue();
            assertThat(world.elapsed()).isLessThan(latest);
        }
    }

    void runFor(Duration time) {
        boolean[] isOver = {false};
        world.after(time.toMillis(), () -> isOver[0] = true);
        while (!isOver[0]) {
            assertThat(world.advance()).isTrue();
        }
    }
}
