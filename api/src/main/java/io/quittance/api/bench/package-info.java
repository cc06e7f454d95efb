/**
 * The load generator behind {@code quittance bench}. Start with {@link io.quittance.api.bench.Bench#run}; then read
 * {@code LoadPlan}, {@code Scenario}, {@code Pace}, {@code HttpLoop} and {@code BenchReport}.
 *
 * <p>It shares the machine with what it measures, so it is cheap before it is general: a few event-loop threads, one
 * socket per connection, no HTTP library. Every figure comes with the conditions under which it was taken, and with the
 * limit of the same disk in the same run; what could not be measured says why.
 */
@NullMarked
package io.quittance.api.bench;

import org.jspecify.annotations.NullMarked;
