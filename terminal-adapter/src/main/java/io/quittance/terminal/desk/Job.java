package io.quittance.terminal.desk;

import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.terminal.protocol.TerminalOrder;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * One order for one terminal, and who waits for its outcome.
 *
 * @param downstreamReference our reference of the order
 * @param come when it came: its session's time runs from then on
 */
record Job(String downstreamReference, TerminalOrder order, Instant come, CompletableFuture<AttemptOutcome> outcome) {}
