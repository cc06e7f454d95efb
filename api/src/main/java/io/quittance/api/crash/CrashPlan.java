package io.quittance.api.crash;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign does.
 *
 * @param target who moves the money
 * @param kills how often the server is killed
 * @param clients how many payments are under way at once
 * @param seed of the moments of the kills, of the payments and of the acquirer's faults
 * @param data an empty directory for journal, ledger and log
 * @param hooks the jar of the hooks, which tell each order's phase and let a kill be aimed at one; null for random
 *     kills only, whose phases nobody knows
 */
public record CrashPlan(
        Target target,
        int kills,
        int clients,
        long seed,
        Path data,
        @Nullable Path hooks) {

    /** Who moves the money in a campaign. */
    public enum Target {
        ACQUIRER,
        TERMINALS
    }

    /** How long a server lives at most after its first answer. */
    static final Duration LIFE_MAX = Duration.ofMillis(1_200);

    /** The same with terminals, where what a kill left open is known later, and fewer payments are under way. */
    static final Duration LIFE_AT_TERMINALS_MAX = Duration.ofSeconds(6);

    /** One random kill in so many comes this soon after the server listens, answered or not: in its recovery. */
    static final int EARLY_ONE_IN = 4;

    /** The longest life of those. */
    static final Duration EARLY_LIFE_MAX = Duration.ofMillis(600);

    /** An aimed kill comes when so many orders are held at its phase. */
    static final int HELD_MIN = 8;

    /** How long it waits for them at most: a slow machine has as many as a fast one, only later. */
    static final Duration HOLD_MAX = Duration.ofSeconds(3);

    /** How long they are held beyond that, at most: the kill finds the others at any other phase. */
    static final Duration HOLD_ON_MAX = Duration.ofMillis(200);

    /** A server that has not answered anything after this is broken. */
    static final Duration FIRST_ANSWER_MAX = Duration.ofSeconds(60);

    /** How long after the last restart every payment must be final. */
    public static final Duration FINAL_WITHIN = Duration.ofSeconds(90);

    /** How long after the last payment was final every webhook must be taken. */
    static final Duration DELIVERED_WITHIN = Duration.ofSeconds(180);

    /** A campaign this long has aimed at every phase more than once. */
    private static final int EVERY_PHASE_FROM = 20;

    /** So many interrupted orders are wanted in each phase, else the kills prove nothing; none of a short campaign. */
    long wantedPerPhase() {
        return kills < EVERY_PHASE_FROM ? 0 : kills / 2;
    }

    Duration lifeMax() {
        return target == Target.TERMINALS ? LIFE_AT_TERMINALS_MAX : LIFE_MAX;
    }

    /** Where everybody's talk goes. */
    Path log() {
        return data.resolve("crash.log");
    }
}
