package io.quittance.terminal.simulator;

import io.quittance.terminal.protocol.TerminalError;
import org.jspecify.annotations.Nullable;

/** A request that is not carried out at all. Its text never quotes the request. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final TerminalError error;
    private final @Nullable String reason;

    private Refusal(TerminalError error, String message, @Nullable String reason) {
        super(message, null, false, false);
        this.error = error;
        this.reason = reason;
    }

    static Refusal of(TerminalError error, String message) {
        return new Refusal(error, message, null);
    }

    /** An illegal request says which in its data. */
    static Refusal illegal(String reason, String message) {
        return new Refusal(TerminalError.ILLEGAL_REQUEST, message, reason);
    }

    /** The device is busy, or in a state in which this cannot be asked. */
    static Refusal state(String message) {
        return of(TerminalError.ILLEGAL_STATE, message);
    }

    TerminalError error() {
        return error;
    }

    /** The answer's text. */
    String words() {
        return String.valueOf(getMessage());
    }

    /** What stands in the answer's data; null for nothing. */
    @Nullable
    String reason() {
        return reason;
    }
}
