package io.quittance.api.simulation;

import io.quittance.api.simulation.Generation.Surroundings;
import io.quittance.engine.PaymentEngine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the engine, kills it, starts its successor, and at times forgets to kill it first. */
final class Processes {

    private static final int STEPS_TO_CRASH = 80;
    private static final int TWIN_MILLIS_MAX = 60_000;
    private static final int DOWN_MILLIS_MAX = 3_000;
    private static final int AGAIN_PERMILLE = 250;

    private final Surroundings around;
    private final World world;
    private final Checks checks;
    private final List<Generation> twins = new ArrayList<>();
    private @Nullable Generation current;
    private int started;
    private long crashAtStep = Long.MAX_VALUE;
    private boolean metTwin;

    Processes(Surroundings around, Checks checks) {
        this.around = around;
        this.world = around.world();
        this.checks = checks;
    }

    /** The engine that serves now; null while none does. */
    @Nullable
    PaymentEngine engine() {
        return current == null ? null : current.engine();
    }

    void start() {
        metTwin = !twins.isEmpty();
        current = Generation.start(around, ++started);
        if (around.mishaps().isOn() && started > 1 && world.happens(AGAIN_PERMILLE)) {
            crash();
        }
    }

    /** Kills the process in one of its next steps, whatever it does then. */
    void crash() {
        crashAtStep = world.steps() + world.chance().nextInt(STEPS_TO_CRASH);
    }

    /** After each step: is a crash due, did an engine close itself? */
    void look() {
        if (world.steps() >= crashAtStep) {
            crashAtStep = Long.MAX_VALUE;
            crashNow();
        }
        if (current != null && current.hasClosed()) {
            if (!current.wasHurt() && !metTwin) {
                checks.violation("STORE", "the engine closed, and its store had not failed: " + current.whyClosed());
            }
            current.die();
            restartLater();
        }
        List<Generation> closed = twins.stream().filter(Generation::hasClosed).toList();
        closed.forEach(Generation::die);
        twins.removeAll(closed);
    }

    private void crashNow() {
        Generation victim = current;
        if (victim == null) {
            return;
        }
        if (around.mishaps().strikes(Mishap.TWIN)) {
            twins.add(victim);
            checks.twin();
            world.after(world.chance().nextInt(TWIN_MILLIS_MAX), () -> bury(victim));
            start();
            return;
        }
        victim.die();
        if (twins.isEmpty() && around.mishaps().strikes(Mishap.BYTE_FLIPPED)) {
            around.store()
                    .flip(world.chance().nextInt(Integer.MAX_VALUE))
                    .flatMap(checks::book)
                    .ifPresent(StreamBook::damage);
        }
        restartLater();
    }

    private void bury(Generation twin) {
        if (twins.remove(twin)) {
            twin.die();
        }
    }

    private void restartLater() {
        current = null;
        int known = started;
        world.after(world.chance().nextInt(DOWN_MILLIS_MAX), () -> {
            if (started == known) {
                start();
            }
        });
    }

    /** Ends all that runs, and starts one process. */
    void startAfresh() {
        dieAll();
        crashAtStep = Long.MAX_VALUE;
        start();
    }

    void dieAll() {
        twins.forEach(Generation::die);
        twins.clear();
        if (current != null) {
            current.die();
            current = null;
        }
    }
}
