package io.quittance.terminal.link;

import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.util.concurrent.CompletionStage;

/**
 * A line to one terminal. Safe for any thread; nothing blocks but {@link #close}.
 *
 * <p>The promise about money: a stage fails with {@link NotSent} only when no byte of the request can have left, or the
 * terminal refused it unread. Every other failure leaves open whether the terminal got the request. A request is sent
 * once; nothing sends it again by itself.
 */
public interface TerminalLink extends AutoCloseable {

    /**
     * Sends a request and completes with its own answer: a {@link JsonRpcMessage.Result} or a
     * {@link JsonRpcMessage.Error} of the same id. Waits as long as the line lives: how long is enough is for the
     * caller to say; a stage that he completes himself is forgotten.
     */
    CompletionStage<JsonRpcMessage> call(JsonRpcMessage.Request request);

    /** Whether the line has ended, so that nothing leaves on it any more. */
    boolean isOver();

    /** Ends the line; what waits for an answer fails. */
    @Override
    void close();
}
