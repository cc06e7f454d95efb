package io.quittance.terminal.link;

import java.io.IOException;

/** Proven: the terminal did not get the request, or refused it unread. */
public final class NotSent extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message why it cannot have left */
    public NotSent(String message) {
        super(message);
    }

    NotSent(String message, Throwable cause) {
        super(Reason.with(message, cause), cause);
    }
}
