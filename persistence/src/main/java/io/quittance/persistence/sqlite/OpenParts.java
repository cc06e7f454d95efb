package io.quittance.persistence.sqlite;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far; closed in the opposite order, all of it even when one part fails to close. */
final class OpenParts implements AutoCloseable {

    private final Deque<Runnable> parts = new ArrayDeque<>();

    /** Remembers what was just opened, and how it is closed. */
    <T> T add(T opened, Runnable closing) {
        parts.push(closing);
        return opened;
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
