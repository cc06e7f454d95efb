package io.quittance.api.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The rates of one seed, some of them zero, and how often each mishap struck. Used by the world's thread. */
final class Mishaps {

    private static final int ON_OF_TEN = 5;

    private final World world;
    private final Map<Mishap, Integer> rates = new EnumMap<>(Mishap.class);
    private final Map<Mishap, Long> struck = new EnumMap<>(Mishap.class);
    private boolean isOn = true;

    /** @param without names of those that stay away */
    Mishaps(World world, SplittableRandom draw, Set<String> without) {
        this.world = world;
        for (Mishap mishap : Mishap.values()) {
            boolean isInThisSeed = draw.nextInt(10) < ON_OF_TEN;
            int rate = 1 + draw.nextInt(mishap.mostPermille());
            rates.put(mishap, isInThisSeed && !without.contains(mishap.name()) ? rate : 0);
        }
    }

    /** None; a test sets the rates that it wants. */
    static Mishaps none(World world) {
        Mishaps none = new Mishaps(world, world.chance().split(), Set.of());
        none.rates.clear();
        return none;
    }

    /** From now on it happens so often, per thousand chances. */
    void rate(Mishap mishap, int permille) {
        rates.put(mishap, permille);
    }

    /** Whether it happens now; then it is noted and counted. */
    boolean strikes(Mishap mishap) {
        if (!isOn || !world.happens(rates.getOrDefault(mishap, 0))) {
            return false;
        }
        struck.merge(mishap, 1L, Long::sum);
        world.note(mishap.words());
        return true;
    }

    /** From now on the world is kind; refusals of cards and the like are no longer drawn either. */
    void end() {
        isOn = false;
    }

    boolean isOn() {
        return isOn;
    }

    Map<Mishap, Long> struck() {
        return struck;
    }
}
