package io.quittance.api.bench;

/**
 * What the scenario {@code webhooks} does. Immutable; a plan that exists is valid.
 *
 * @param load at what rate, and for how long each run
 * @param pairs how often a run with live endpoints alone is followed by one with a dead and a slow one beside them
 */
public record WebhookPlan(LoadPlan load, int pairs) {

    /** Endpoints that are there in every run. */
    public static final int LIVE = 8;

    /** Payments per second unless told otherwise. */
    public static final int RATE_DEFAULT = 300;

    /** Most pairs. */
    public static final int PAIRS_MAX = 20;

    public WebhookPlan {
        if (pairs < 1 || pairs > PAIRS_MAX) {
            throw new IllegalArgumentException("pairs must be 1 to " + PAIRS_MAX + ", not " + pairs);
        }
        if (!(load.arrivals() instanceof Arrivals.Open)) {
            throw new IllegalArgumentException("the scenario webhooks needs a rate");
        }
    }
}
