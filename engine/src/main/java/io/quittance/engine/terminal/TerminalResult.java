package io.quittance.engine.terminal;

import io.quittance.engine.intent.Refusal;

/** What became of a request about a terminal. */
public sealed interface TerminalResult {

    /** What was done. */
    enum Deed {
        REGISTERED,
        FOUND,
        /** The device shows a code, for a short time. */
        CODE_SHOWN,
        PAIRED,
        /** The device was told to cancel; the payment's own outcome says whether it did. */
        CANCEL_ASKED,
        /** No dialogue was running. */
        NOTHING_RUNNING,
        /** The device says that its dialogue can be canceled no more. */
        TOO_LATE,
        /** The device has settled its batch. */
        SETTLED,
        REMOVED
    }

    /** It was done, and this is how the terminal stands. */
    record Done(Deed deed, TerminalView terminal) implements TerminalResult {}

    /** It was not done. */
    record Refused(Refusal refusal) implements TerminalResult {}
}
