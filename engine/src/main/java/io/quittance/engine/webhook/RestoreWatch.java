package io.quittance.engine.webhook;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.webhook.EndpointStore.JournalMark;
import java.util.List;
import java.util.Optional;

/**
 * Notices that the journal is not the one that was written here: a backup of it was put back. What it owes then was
 * perhaps sent before, so it is sent only when it is asked for. Blocks on the disk.
 */
public final class RestoreWatch {

    private final EndpointStore store;
    private final JournalReader journal;
    private long noted;

    /** Watches a journal by what was noted of it. */
    public RestoreWatch(EndpointStore store, JournalReader journal) {
        this.store = store;
        this.journal = journal;
    }

    /** Whether the journal does not hold any more what it held when it was noted last. */
    public boolean isRestored() {
        Optional<JournalMark> mark = store.mark();
        return mark.isPresent() && !holds(mark.get());
    }

    private boolean holds(JournalMark mark) {
        return at(mark.position().value())
                .filter(entry -> entry.hashHex().equals(mark.hash()))
                .isPresent();
    }

    /** Notes how far the journal has come, when it has come further. */
    public synchronized void note() {
        long end = journal.end();
        if (end != noted) {
            at(end).ifPresent(last -> store.note(new JournalMark(new FeedPosition(end), last.hashHex())));
            noted = end;
        }
    }

    private Optional<JournalEntry> at(long position) {
        List<JournalEntry> entries = journal.after(position - 1, 1);
        return entries.stream().filter(entry -> entry.position() == position).findFirst();
    }
}
