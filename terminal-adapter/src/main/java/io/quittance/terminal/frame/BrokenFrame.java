package io.quittance.terminal.frame;

/**
 * Bytes that are no frame. Where the next one begins cannot be known, so the line is to be closed; what was asked for
 * on it and not answered is unknown. The text never quotes the bytes, which may hold a key.
 */
public final class BrokenFrame extends Exception {

    private static final long serialVersionUID = 1;

    private final TerminalFrame.Refused reason;

    BrokenFrame(TerminalFrame.Refused reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What the other side may be told. */
    public TerminalFrame.Refused reason() {
        return reason;
    }
}
