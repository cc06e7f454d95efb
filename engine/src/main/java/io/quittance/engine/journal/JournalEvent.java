package io.quittance.engine.journal;

import org.jspecify.annotations.Nullable;

/** What an event tells the journal about itself. */
public interface JournalEvent {

    /** The key claim that becomes durable in the same commit; null when the event makes none. */
    default @Nullable String claim() {
        return null;
    }
}
