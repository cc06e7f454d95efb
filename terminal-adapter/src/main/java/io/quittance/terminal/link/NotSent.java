package io.quittance.terminal.link;

import java.io.IOException;

/** Proven: the terminal did not get the request, or refused it unread. */
public final class NotSent extends IOException {

    private static final long serialVersionUID = 1;

    NotSent(String message) {
        super(message);
    }

    NotSent(String message, Throwable cause) {
        super(message + ": " + innermost(cause), cause);
    }

    /** What was at the bottom of it, e.g. which certificate came instead of the pinned one. */
    private static String innermost(Throwable cause) {
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }
}
