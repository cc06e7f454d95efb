package io.quittance.api.scenarios;

/**
 * A further attempt on an intent.
 *
 * @param reference the shop's own name for it, or null
 */
record Try(Card card, String reference) {

    static Try with(Card card) {
        return new Try(card, null);
    }

    Try named(String name) {
        return new Try(card, name);
    }
}
