package io.quittance.terminal.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.time.Instant;

/** What a terminal is told to do with {@code startTransaction}, and what its answers prove of it. Pure. */
public sealed interface TerminalOrder permits Sale, Change {

    /** The reference of the transaction at the terminal: what is canceled and looked up. */
    String known();

    /** The parameters of {@code startTransaction}: amounts are whole minor units, the currency is its number. */
    ObjectNode params();

    /** What the answer to {@code startTransaction} proves. */
    AttemptOutcome started(JsonRpcMessage answer);

    /**
     * What the answer to {@code getTransaction} says.
     *
     * @param isIdle whether the device was idle after it had answered: a busy one may not have begun yet
     * @param now when that was, for what it has settled by then
     */
    InquiryAnswer found(JsonRpcMessage answer, boolean isIdle, Instant now);
}
