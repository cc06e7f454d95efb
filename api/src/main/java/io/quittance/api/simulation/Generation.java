package io.quittance.api.simulation;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.IdSource;
import java.time.Duration;

/** One life of the engine: a simulated process with its lane, its way to the store and its line to the acquirer. */
final class Generation {

    private final Lane lane;
    private final StoreDoor door;
    private final PaymentEngine engine;

    private Generation(Lane lane, StoreDoor door, PaymentEngine engine) {
        this.lane = lane;
        this.door = door;
        this.engine = engine;
    }

    /** What every process of a world shares. */
    record Surroundings(
            World world,
            Mishaps mishaps,
            SimulatedStore store,
            PlayedAcquirer acquirer,
            PlayedReceivers receivers,
            Duration idle) {}

    /** Starts the real engine. */
    static Generation start(Surroundings around, int number) {
        World world = around.world();
        Lane lane = new Lane(world, number);
        StoreDoor door = new StoreDoor(world, around.mishaps(), around.store(), lane);
        IdSource ids = count -> {
            byte[] bytes = new byte[count];
            world.chance().nextBytes(bytes);
            return bytes;
        };
        world.note("process " + number + " starts");
        PaymentEngine engine = lane.start(() -> PaymentEngine.builder()
                .journal(new SimulatedJournal(lane, around.store(), door))
                .processor(around.acquirer().lineOf(lane))
                .webhooks(around.receivers().partsOf(lane))
                .clock(world::instant)
                .ids(ids)
                .idleInMemory(around.idle())
                .start());
        return new Generation(lane, door, engine);
    }

    PaymentEngine engine() {
        return engine;
    }

    /** Its engine took leave by itself, as it does when its store fails. */
    boolean hasClosed() {
        return !engine.isReady();
    }

    /** Why it did, in words. */
    String whyClosed() {
        return engine.failed().thenApply(String::valueOf).toCompletableFuture().getNow("nobody knows why");
    }

    /** Whether it had a reason to. */
    boolean wasHurt() {
        return door.wasHurt();
    }

    /** Nothing of it goes on. */
    void die() {
        lane.world().note("process " + lane.number() + " is gone");
        lane.die();
        door.close();
    }
}
