package io.quittance.engine.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a journal without going through an actor. Methods block; call them off the actors' dispatcher. Safe for any
 * thread, also while the engine writes: what is returned was committed.
 */
public interface JournalReader {

    /** All events of one stream in order; empty when the stream does not exist. */
    List<JournalEntry> stream(String persistenceId);

    /** The events of several streams, each stream's in order. */
    Map<String, List<JournalEntry>> streams(Collection<String> persistenceIds);

    /** The next events after {@code position}, in commit order, at most this many. */
    List<JournalEntry> after(long position, int most);

    /** The position of the last event; 0 when there is none. */
    long end();

    /** Hands every event after {@code position} to the reader, in commit order, in bounded memory. */
    void forEach(long position, Consumer<JournalEntry> reader);
}
