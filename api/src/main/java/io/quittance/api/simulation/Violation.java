package io.quittance.api.simulation;

/**
 * A promise that did not hold.
 *
 * @param invariant its name in the test programme, e.g. {@code I1}
 * @param words what was seen
 */
record Violation(String invariant, String words) {

    @Override
    public String toString() {
        return invariant + ": " + words;
    }
}
