package io.quittance.terminal.protocol;

import io.quittance.engine.Limits;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.util.Optional;

/**
 * How a device is, from the answer to {@code getStatus}.
 *
 * @param word its own word, also one of a newer device
 */
public record DeviceStatus(String word) {

    /** The status in an answer; empty when it is no answer to that question. */
    public static Optional<DeviceStatus> of(JsonRpcMessage answer) {
        return answer instanceof JsonRpcMessage.Result result
                ? Optional.ofNullable(result.value().path("deviceStatus").textValue())
                        .map(word -> new DeviceStatus(fit(word)))
                : Optional.empty();
    }

    private static String fit(String word) {
        return word.length() <= Limits.TERMINAL_WORD_CHARS_MAX
                ? word
                : word.substring(0, Limits.TERMINAL_WORD_CHARS_MAX);
    }

    /** Whether it can take an order, and whether what it does not know now it was never told. */
    public boolean isIdle() {
        return word.equals("IDLE") || word.equals("SCREEN_OFF");
    }
}
