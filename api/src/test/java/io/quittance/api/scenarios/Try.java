package io.quittance.api.scenarios;

/**
 * A further attempt on an intent.
 *
 * @param reference the shop's own name for it, or null
 */
record Try(Means means, String reference) {

    static Try with(Means means) {
        return new Try(means, null);
    }

    Try named(String name) {
        return new Try(means, name);
    }
}
