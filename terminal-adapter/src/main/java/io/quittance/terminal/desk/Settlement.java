package io.quittance.terminal.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quittance.engine.Limits;
import io.quittance.engine.terminal.TerminalResult.Deed;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.util.concurrent.CompletionStage;

/** The end of a device's batch: all of it or nothing (SQ-14). */
final class Settlement {

    private static final String HOST = "SHVA";

    private Settlement() {}

    static CompletionStage<Told> of(Line line) {
        return line.question(
                        "settlement",
                        JsonNodeFactory.instance.objectNode().put("host", HOST),
                        Limits.TERMINAL_SETTLEMENT)
                .thenApply(Settlement::told)
                .exceptionally(Told::settledPerhaps);
    }

    private static Told told(JsonRpcMessage answer) {
        boolean isDone = answer instanceof JsonRpcMessage.Result result
                && "OK".equals(result.value().path("result").textValue());
        return isDone ? Told.done(Deed.SETTLED) : Told.said(Deed.SETTLED, answer);
    }
}
