package io.quittance.terminal.desk;

import io.quittance.engine.attempt.HostWords;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.terminal.TerminalResult.Deed;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.protocol.TerminalError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of something that a terminal was asked besides money: it was done, or it was refused. Pure.
 *
 * @param refusal null when it was done
 */
record Told(Deed deed, @Nullable Refusal refusal) {

    static Told done(Deed deed) {
        return new Told(deed, null);
    }

    private static Told refused(Deed deed, Refusal refusal) {
        return new Told(deed, refusal);
    }

    /** It has something else to do. */
    static Told busy(Deed deed) {
        return refused(
                deed,
                Refusal.of(
                        Refusal.Code.ATTEMPT_IN_PROGRESS,
                        "The terminal is busy. Nothing was done; wait until its dialogue is over, or cancel it."));
    }

    /** A field is at fault. */
    static Told invalid(Deed deed, String pointer, String message) {
        return refused(deed, Refusal.invalid(List.of(new FieldFault(pointer, "invalid", message, null))));
    }

    /** The exchange failed: whatever the terminal did, no money moved. */
    static Told unreached(Deed deed, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String words = cause.getMessage() == null ? " in time" : ": " + cause.getMessage();
        return refused(
                deed,
                Refusal.of(
                        Refusal.Code.OVERLOADED,
                        "The terminal did not answer" + words
                                + ". No money moved. See that it is on and reachable, and try again."));
    }

    /** The answer to a settlement did not come. */
    static Told settledPerhaps(Throwable failure) {
        return refused(
                Deed.SETTLED,
                Refusal.of(
                        Refusal.Code.OVERLOADED,
                        "The terminal did not answer, so it may have settled or not. Its payments are asked about:"
                                + " look at their settled_at, and settle again if it stays empty."));
    }

    /** The terminal's own refusal, where no field is at fault. */
    static Told said(Deed deed, JsonRpcMessage answer) {
        Optional<TerminalError> error =
                answer instanceof JsonRpcMessage.Error refused ? TerminalError.of(refused.code()) : Optional.empty();
        boolean isBusy = error.filter(
                        code -> code == TerminalError.ILLEGAL_STATE || code == TerminalError.SCREEN_NOT_READY)
                .isPresent();
        return isBusy
                ? busy(deed)
                : refused(
                        deed,
                        Refusal.of(
                                Refusal.Code.OVERLOADED,
                                "The terminal refused: " + words(answer) + ". No money moved."));
    }

    private static String words(JsonRpcMessage answer) {
        return answer instanceof JsonRpcMessage.Error error
                ? "error " + error.code() + ", " + HostWords.fit(error.message())
                : "its answer makes no sense";
    }
}
