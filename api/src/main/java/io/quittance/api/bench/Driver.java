package io.quittance.api.bench;

import java.time.Duration;

/** What one driver thread does. {@link #stop} and {@link #abort} are for any thread. */
interface Driver extends Runnable {

    /** How long an answer may take before its request counts as an error. */
    Duration ANSWER_MAX = Duration.ofSeconds(30);

    /** The reason of that error. */
    String LATE = "no answer within " + ANSWER_MAX.toSeconds() + " s";

    /** When it sends. */
    Pace pace();

    /** What it has seen; to be read when it has ended. */
    Tally tally();

    /** Ends the load after what is due and under way. */
    void stop();

    /** Ends the load at once. */
    void abort();
}
