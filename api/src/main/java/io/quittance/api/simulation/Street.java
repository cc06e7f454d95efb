package io.quittance.api.simulation;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.intent.IntentRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The buyers of a world, and the way their answers come back: those of one step are heard in the order in which they
 * were asked, because the engine promises none. Used by the world's thread.
 */
final class Street {

    private static final int BUYERS_MIN = 6;
    private static final int BUYERS_MORE = 14;
    private static final int AMOUNT_MAX = 90_000;

    private static final int EXPIRY_SECONDS_MAX = 3_600;

    private final World world;
    private final Checks checks;
    private final Supplier<@Nullable PaymentEngine> engine;
    private final List<Buyer> buyers = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private long answers;

    private record Arrival(String name, PaymentResult result, Runnable hear) {}

    Street(World world, Checks checks, Supplier<@Nullable PaymentEngine> engine) {
        this.world = world;
        this.checks = checks;
        this.engine = engine;
    }

    World world() {
        return world;
    }

    Checks checks() {
        return checks;
    }

    @Nullable
    PaymentEngine engine() {
        return engine.get();
    }

    List<Buyer> buyers() {
        return buyers;
    }

    long answers() {
        return answers;
    }

    /** Buyers come one after the other until {@code millis}; some bring a second one with the same basket. */
    void open(Mishaps mishaps, long millis) {
        SplittableRandom chance = world.chance();
        int count = BUYERS_MIN + chance.nextInt(BUYERS_MORE);
        for (int number = 1; number <= count; number++) {
            IntentRequest intent = IntentRequest.of(1L + chance.nextInt(AMOUNT_MAX), "EUR")
                    .withCapture(world.happens(400) ? "manual" : null);
            if (mishaps.strikes(Mishap.EXPIRES)) {
                intent = intent.expiringAt(world.instant().plusSeconds(1L + chance.nextInt(EXPIRY_SECONDS_MAX)));
            }
            boolean isNamed = !world.happens(200);
            String key = "b" + number + "-1";
            IntentRequest basket = isNamed ? intent.withReference("order-" + number) : intent;
            long at = chance.nextLong(millis);
            Wish first = Buyer.first(world, key, basket);
            come(at, "b" + number, first);
            if (mishaps.strikes(Mishap.REPEATED)) {
                Wish twin = world.happens(500) ? first : new Wish.Pay("b" + number + "r-1", basket, null);
                come(at + chance.nextInt(400), "b" + number + "r", twin);
            }
            if (mishaps.strikes(Mishap.KEY_MISUSED)) {
                Wish other = new Wish.Pay(key, intent.withReference("other-" + number), null);
                checks.shared(other.name());
                come(at + chance.nextInt(60), "b" + number + "m", other);
            }
        }
    }

    private void come(long at, String name, Wish wish) {
        Buyer buyer = new Buyer(this, name, wish);
        buyers.add(buyer);
        world.after(at, buyer::call);
    }

    /** An answer is on its way to a buyer. */
    void arrives(String name, @Nullable PaymentResult result, @Nullable Throwable failure, Runnable hear) {
        if (result == null) {
            checks.violation("API", name + " got a failed stage: " + failure);
        } else {
            arrivals.add(new Arrival(name, result, hear));
        }
    }

    /** After each step: the answers that came in it are heard. */
    void deliver() {
        if (arrivals.isEmpty()) {
            return;
        }
        List<Arrival> now = new ArrayList<>(arrivals);
        arrivals.clear();
        now.sort(Comparator.comparing(Arrival::name));
        for (Arrival arrival : now) {
            answers++;
            checks.told(arrival.name(), arrival.result());
            arrival.hear().run();
        }
    }

    boolean isQuiet() {
        return buyers.stream().allMatch(Buyer::isDone);
    }
}
