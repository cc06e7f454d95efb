package io.quittance.engine.idempotency;

import java.util.Locale;

/** How far the request under a key has come ({@code api.md}, idempotency rule 7). */
public enum KeyStanding {
    /** Nothing is recorded under the key, or only an attempt that never took effect: the request may run. */
    ABSENT,
    /** The request is being worked on. */
    IN_FLIGHT,
    /** Its answer is final and is what a repeat gets. */
    COMPLETED,
    /** Its attempt's outcome is not known yet and is being inquired. */
    IN_DOUBT;

    /** As written over HTTP. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
