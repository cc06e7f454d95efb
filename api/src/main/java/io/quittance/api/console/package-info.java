/**
 * Pages for a merchant's people: what was paid, what became of it, and the terminals. They change nothing. Plain HTML
 * from this server alone, without scripts.
 */
@NullMarked
package io.quittance.api.console;

import org.jspecify.annotations.NullMarked;
