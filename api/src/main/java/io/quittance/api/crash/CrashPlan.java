package io.quittance.api.crash;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a campaign does.
 *
 * @param kills how often the server is killed
 * @param clients how many payments are under way at once
 * @param seed of the moments of the kills, of the payments and of the acquirer's faults
 * @param data an empty directory for journal, ledger and log
 */
public record CrashPlan(int kills, int clients, long seed, Path data) {

    /** How long a server lives at most after its first answer. */
    static final Duration LIFE_MAX = Duration.ofMillis(1_200);

    /** One server in so many is killed this soon after it listens, whether or not it has answered: in its recovery. */
    static final int EARLY_ONE_IN = 4;

    /** The longest life of those. */
    static final Duration EARLY_LIFE_MAX = Duration.ofMillis(600);

    /** A server that has not answered anything after this is broken. */
    static final Duration FIRST_ANSWER_MAX = Duration.ofSeconds(60);

    /** How long after the last restart every payment must be final. */
    public static final Duration FINAL_WITHIN = Duration.ofSeconds(60);

    /**
     * An acquirer that takes its time and now and then gives no answer, so that the kills find payments in every phase.
     */
    static final String ACQUIRER_FAULTS = "latency=15,latency_sigma=0.8,drop_response=0.01";
}
