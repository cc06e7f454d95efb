package io.quittance.api.simulation;

import io.quittance.api.simulation.Generation.Surroundings;
import io.quittance.engine.attempt.AttemptOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * One seed: a while with mishaps, then a while without, at the end of which everything must be final. Everything
 * follows from the seed. Used by one thread.
 */
final class SimulationRun {

    /**
     * How long the kind phase may last until everything is final: a clock that was set back delays repeats by an hour.
     */
    private static final long FINAL_WITHIN_MILLIS = Duration.ofMinutes(150).toMillis();

    /** Longer than the time to capture with its weekends, and any intent's own end. */
    private static final int HALF_DAYS = 18;

    private static final int HALF_DAY_MILLIS = 3_000;
    private static final int LOOK_EVERY_STEPS = 16;
    private static final long STEPS_MAX = 3_000_000;

    private final long seed;
    private final World world;
    private final Mishaps mishaps;
    private final Checks checks;
    private final Street street;
    private final Processes processes;
    private final SplittableRandom draw;
    private final SimulatedStore store;
    private final PlayedAcquirer acquirer;
    private final PlayedReceivers receivers;
    private final EndpointOwner owner;
    private final long mischiefMillis;
    private final boolean daysPass;

    private SimulationRun(long seed, Set<String> without, UnaryOperator<AttemptOutcome> tongue) {
        this.seed = seed;
        this.world = new World(seed);
        this.draw = world.chance().split();
        this.mishaps = new Mishaps(world, draw, without);
        this.checks = new Checks(world);
        this.acquirer = new PlayedAcquirer(world, mishaps, checks, tongue);
        this.store = new SimulatedStore(checks);
        Duration idle = Duration.ofSeconds(List.of(1, 5, 20).get(draw.nextInt(3)));
        this.receivers = new PlayedReceivers(world, mishaps, checks.webhooks());
        Surroundings around = new Surroundings(world, mishaps, store, acquirer, receivers, idle);
        this.processes = new Processes(around, checks);
        this.owner = new EndpointOwner(world, checks.webhooks(), receivers, processes::engine);
        this.street = new Street(world, checks, processes::engine);
        this.mischiefMillis = 30_000L + draw.nextInt(90_000);
        plan();
        this.daysPass = mishaps.strikes(Mishap.DAYS_PASS);
    }

    /** Runs a seed to its end, or to the first promise that does not hold. */
    static SeedResult run(long seed, Set<String> without) {
        return run(seed, without, UnaryOperator.identity());
    }

    /** @param tongue what the acquirer says of what it did; a test may plant a lie */
    static SeedResult run(long seed, Set<String> without, UnaryOperator<AttemptOutcome> tongue) {
        return new SimulationRun(seed, without, tongue).run();
    }

    /** When the mishaps that come by the clock are to come. */
    private void plan() {
        street.open(mishaps, mischiefMillis * 3 / 4);
        for (int i = 0; i < 4; i++) {
            at(Mishap.CRASH, processes::crash);
        }
        at(Mishap.OUTAGE, () -> acquirer.goDown(1_000L + draw.nextInt(40_000)));
        receivers.open();
        at(Mishap.ENDPOINT_DOWN, () -> receivers.goDown(1_000L + draw.nextInt(40_000)));
        at(Mishap.ENDPOINT_PAUSED, () -> owner.pause(1_000L + draw.nextInt(40_000)));
        at(Mishap.ENDPOINT_ADDED, owner::add);
        at(Mishap.ENDPOINT_REMOVED, owner::remove);
        at(Mishap.REPLAYED, owner::replay);
        at(Mishap.CLOCK_FORWARD, () -> world.jump(Duration.ofMillis(draw.nextInt(3_600_000))));
        at(Mishap.CLOCK_BACK, () -> world.jump(Duration.ofMillis(-draw.nextInt(3_600_000))));
    }

    private void at(Mishap mishap, Runnable what) {
        world.after(draw.nextLong(mischiefMillis), () -> {
            if (mishaps.strikes(mishap)) {
                what.run();
            }
        });
    }

    private SeedResult run() {
        try {
            processes.start();
            goOnUntil(mischiefMillis, () -> false);
            mishaps.end();
            processes.startAfresh();
            owner.settle(draw.nextBoolean());
            boolean isQuiet = goOnUntil(world.elapsed() + FINAL_WITHIN_MILLIS, this::isFinal);
            if (checks.hold() && !isQuiet) {
                checks.violation(
                        "I5",
                        "not everything is final " + FINAL_WITHIN_MILLIS + " ms after the last mishap; "
                                + owner.words());
            }
            if (daysPass && checks.hold()) {
                letDaysPass();
            }
            checkEnd();
        } catch (RuntimeException e) {
            checks.violation("RUN", "the simulation broke: " + e);
        } finally {
            processes.dieAll();
        }
        return new SeedResult(
                seed,
                world.trace(),
                world.steps(),
                world.elapsed(),
                street.answers(),
                mishaps.struck(),
                checks.first());
    }

    /** Only the wall clock goes on: what time alone makes due is done then, and nothing else. */
    private void letDaysPass() {
        for (int half = 0; half < HALF_DAYS && checks.hold(); half++) {
            world.note("half a day passes");
            world.jump(Duration.ofHours(12));
            goOnUntil(world.elapsed() + HALF_DAY_MILLIS, () -> false);
        }
        goOnUntil(world.elapsed() + FINAL_WITHIN_MILLIS, this::isFinal);
        checks.timeIsUp(world.instant());
    }

    /** Whoever repeats a request at the end, and after one more restart, hears the same; the books agree. */
    private void checkEnd() {
        for (int round = 0; round < 2 && checks.hold(); round++) {
            if (round == 1) {
                processes.startAfresh();
            }
            Encore encore = new Encore(street, processes, new SimulatedReadModel(store, SimulatedJournal.CODEC));
            encore.ask();
            if (!goOnUntil(world.elapsed() + FINAL_WITHIN_MILLIS, encore::isAnswered)) {
                checks.violation("I5", "a repeat at the end was not answered");
            }
        }
        goOnUntil(world.elapsed() + FINAL_WITHIN_MILLIS, this::isFinal);
        if (checks.hold()) {
            checks.close();
        }
    }

    private boolean isFinal() {
        street.buyers().stream().filter(this::isOfDamagedIntent).forEach(Buyer::giveUp);
        return street.isQuiet()
                && acquirer.isQuiet()
                && owner.isQuiet()
                && checks.books().stream().allMatch(book -> book.isDamaged || isAtRest(book));
    }

    private boolean isAtRest(StreamBook book) {
        return book.account.isAtRest()
                && book.mailbox.isAtRest(checks.webhooks().removed());
    }

    private boolean isOfDamagedIntent(Buyer buyer) {
        return checks.books().stream()
                .anyMatch(book -> book.isDamaged && buyer.wish().isOf(book));
    }

    /** True when it came to be so in time. */
    private boolean goOnUntil(long millis, BooleanSupplier isEnough) {
        while (world.elapsed() < millis && checks.hold()) {
            if (world.steps() % LOOK_EVERY_STEPS == 0 && isEnough.getAsBoolean()) {
                return true;
            }
            if (!world.advance() || world.steps() > STEPS_MAX) {
                checks.violation("RUN", "the world stands still, or never rests");
            }
            street.deliver();
            processes.look();
        }
        return false;
    }
}
