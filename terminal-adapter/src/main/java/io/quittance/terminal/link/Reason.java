package io.quittance.terminal.link;

import org.jspecify.annotations.Nullable;

/** What is at the bottom of a failure, in words, e.g. which certificate came instead of the pinned one. Pure. */
final class Reason {

    private Reason() {}

    /** These words, and what is at the bottom of it. */
    static String with(String words, @Nullable Throwable cause) {
        if (cause == null) {
            return words;
        }
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String bottom = last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        return words + ": " + bottom;
    }
}
