package io.quittance.api.simulation;

import io.quittance.api.simulation.SimulatedStore.Row;
import io.quittance.engine.audit.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One process's way to the store, with the mishaps of disks on it. Used by the world's thread. */
final class StoreDoor {

    private static final int SLOW_WRITE_MILLIS_MAX = 32_000;

    /** Akka waits so long for a write, then counts it as failed; it may be stored all the same. */
    private static final int GIVEN_UP_MILLIS = 30_000;

    private static final int SLOW_REPLAY_MILLIS_MAX = 8_000;

    private final World world;
    private final Mishaps mishaps;
    private final SimulatedStore store;
    private final Lane lane;
    private final List<List<Row>> underWay = new ArrayList<>();
    private boolean wasHurt;

    StoreDoor(World world, Mishaps mishaps, SimulatedStore store, Lane lane) {
        this.world = world;
        this.mishaps = mishaps;
        this.store = store;
        this.lane = lane;
    }

    /** Whether this process has a reason to close its engine. */
    boolean wasHurt() {
        return wasHurt;
    }

    /** Stores rows now or later; {@code done} hears null, or why not, or that nobody knows. */
    void write(List<Row> rows, BiConsumer<List<Row>, @Nullable RuntimeException> done) {
        if (mishaps.strikes(Mishap.STORE_FAILS_BEFORE)) {
            later(0, () -> done.accept(rows, hurt("the disk refused")));
            return;
        }
        boolean failsAfter = mishaps.strikes(Mishap.STORE_FAILS_AFTER);
        int millis = mishaps.strikes(Mishap.STORE_SLOW) ? world.chance().nextInt(SLOW_WRITE_MILLIS_MAX) : 0;
        int before = millis == 0 ? 0 : world.chance().nextInt(millis);
        wasHurt |= millis >= GIVEN_UP_MILLIS;
        underWay.add(rows);
        later(before, () -> {
            RuntimeException refused = store(rows);
            RuntimeException failure = refused == null && failsAfter ? hurt("the answer was lost") : refused;
            later(millis - before, () -> done.accept(rows, failure));
        });
    }

    private @Nullable RuntimeException store(List<Row> rows) {
        underWay.remove(rows);
        try {
            store.append(rows);
            return null;
        } catch (IllegalStateException refused) {
            world.note("process " + lane.number() + ": " + refused.getMessage());
            return refused;
        }
    }

    private RuntimeException hurt(String words) {
        wasHurt = true;
        return new IllegalStateException(words);
    }

    /** Reads a stream back; {@code read} is called with the rows, or with null when the disk cannot. */
    void replay(String stream, BiConsumer<List<JournalEntry>, @Nullable RuntimeException> read) {
        RuntimeException failure = mishaps.strikes(Mishap.REPLAY_FAILS) ? hurt("the disk cannot be read") : null;
        int millis = mishaps.strikes(Mishap.REPLAY_SLOW) ? 1 + world.chance().nextInt(SLOW_REPLAY_MILLIS_MAX) : 0;
        later(millis, () -> read.accept(List.copyOf(store.stream(stream)), failure));
    }

    String writerOf(JournalEntry entry) {
        return store.writerOf(entry);
    }

    String name() {
        return "process " + lane.number();
    }

    long length(String stream) {
        return store.stream(stream).size();
    }

    /** The process died: what was on its way to the disk arrived, or did not. */
    void close() {
        for (List<Row> rows : List.copyOf(underWay)) {
            if (world.chance().nextBoolean()) {
                var unused = store(rows);
            }
        }
        underWay.clear();
    }

    private void later(int millis, Runnable work) {
        world.ring(lane, millis * 1_000_000L, () -> world.ready(lane, work));
    }
}
