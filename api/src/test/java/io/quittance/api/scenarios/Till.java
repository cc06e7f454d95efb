package io.quittance.api.scenarios;

/**
 * At a card terminal.
 *
 * @param terminal its id, or null, which is a fault
 */
record Till(String terminal) implements Means {}
