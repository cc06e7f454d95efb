package io.quittance.api.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one seed.
 *
 * @param trace the hash and the last words of all that happened
 * @param virtualMillis how much time passed in its world
 * @param answers how many answers were told
 * @param struck how often each mishap struck
 * @param violation the first promise that did not hold; null when all did
 */
record SeedResult(
        long seed,
        Trace trace,
        long steps,
        long virtualMillis,
        long answers,
        Map<Mishap, Long> struck,
        @Nullable Violation violation) {

    /** What to paste to see it again. */
    String again() {
        return "java -jar api/target/quittance.jar crash --simulate --seeds 1 --seed " + seed;
    }
}
