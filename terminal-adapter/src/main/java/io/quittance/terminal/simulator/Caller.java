package io.quittance.terminal.simulator;

import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.simulator.wire.Line;

/**
 * Who waits for an answer.
 *
 * @param isKept whether the answer is sent again to a client that missed it
 */
record Caller(Line line, JsonRpcId id, boolean isKept) {}
