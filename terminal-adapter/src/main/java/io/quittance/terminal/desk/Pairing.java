package io.quittance.terminal.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quittance.engine.Limits;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.terminal.Terminal;
import io.quittance.engine.terminal.TerminalResult.Deed;
import io.quittance.terminal.desk.Registry.Entry;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.protocol.TerminalError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a terminal and we come to know each other (SQ-15): it shows a code for thirty seconds, and gives a key for it.
 * The key is durable before the pairing is told to be done, and is never logged.
 */
final class Pairing {

    private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{8}");

    private final Keep keep;

    /** Makes a change of what is kept of a terminal durable, and puts it in force. */
    @FunctionalInterface
    interface Keep {
        CompletionStage<Void> change(TerminalId id, UnaryOperator<Terminal> change);
    }

    Pairing(Keep keep) {
        this.keep = keep;
    }

    /** Lets the device show its code. */
    CompletionStage<Told> begin(Entry entry) {
        String serial = entry.terminal().serialNumber();
        if (serial == null) {
            return CompletableFuture.completedFuture(Told.invalid(
                    Deed.CODE_SHOWN,
                    "/serial_number",
                    "This terminal was registered without its serial number, which the pairing needs. Register it"
                            + " again with the number that is printed on it."));
        }
        if (!entry.line().useNoKey(Limits.TERMINAL_PAIRING)) {
            return CompletableFuture.completedFuture(Told.busy(Deed.CODE_SHOWN));
        }
        return entry.line()
                .question("pair", JsonNodeFactory.instance.objectNode().put("serialNumber", serial))
                .thenApply(Pairing::shown)
                .exceptionally(failure -> Told.unreached(Deed.CODE_SHOWN, failure))
                .whenComplete((told, failure) -> keyAgainUnlessDone(entry, told));
    }

    private static Told shown(JsonRpcMessage answer) {
        if (answer instanceof JsonRpcMessage.Result) {
            return Told.done(Deed.CODE_SHOWN);
        }
        return isInvalid(answer)
                ? Told.invalid(Deed.CODE_SHOWN, "/serial_number", "The terminal there has another serial number.")
                : Told.said(Deed.CODE_SHOWN, answer);
    }

    /** Tells the device its code. */
    CompletionStage<Told> complete(Entry entry, String code) {
        return entry.line()
                .question("authenticate", JsonNodeFactory.instance.objectNode().put("otp", code))
                .handle((answer, failure) -> answer != null
                        ? paired(entry, answer)
                        : CompletableFuture.completedFuture(Told.unreached(Deed.PAIRED, failure)))
                .thenCompose(told -> told)
                .whenComplete((told, failure) -> keyAgainUnlessDone(entry, told));
    }

    private CompletionStage<Told> paired(Entry entry, JsonRpcMessage answer) {
        if (answer instanceof JsonRpcMessage.Result result) {
            String key = result.value().path("apiKey").asText();
            return KEY.matcher(key).matches()
                    ? keep.change(entry.terminal().id(), known -> known.paired(key))
                            .thenApply(kept -> Told.done(Deed.PAIRED))
                    : CompletableFuture.completedFuture(Told.said(Deed.PAIRED, answer));
        }
        boolean isOver =
                answer instanceof JsonRpcMessage.Error error && error.code() == TerminalError.ILLEGAL_STATE.code();
        return CompletableFuture.completedFuture(
                isOver || isInvalid(answer)
                        ? Told.invalid(
                                Deed.PAIRED,
                                "/otp",
                                isOver
                                        ? "No pairing is open, or its thirty seconds are over. Pair again."
                                        : "The terminal showed another code. Pair again.")
                        : Told.said(Deed.PAIRED, answer));
    }

    /** A device that refused still knows the key that it gave before. */
    private static void keyAgainUnlessDone(Entry entry, @Nullable Told told) {
        if (told == null || told.refusal() != null) {
            entry.line().useKeyAgain();
        }
    }

    private static boolean isInvalid(JsonRpcMessage answer) {
        return answer instanceof JsonRpcMessage.Error error && error.code() == TerminalError.INVALID_PARAM.code();
    }
}
