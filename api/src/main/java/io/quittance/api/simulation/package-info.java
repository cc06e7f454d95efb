/**
 * The whole engine in one thread, under one seed: real actors, played journal, acquirer, clock and shops. A run is
 * repeated by its seed, step for step.
 */
@NullMarked
package io.quittance.api.simulation;

import org.jspecify.annotations.NullMarked;
