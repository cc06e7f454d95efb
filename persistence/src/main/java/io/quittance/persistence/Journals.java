package io.quittance.persistence;

import io.quittance.engine.Journal;
import io.quittance.engine.audit.JournalReader;
import io.quittance.persistence.memory.InMemoryJournal;
import io.quittance.persistence.sqlite.SqliteJournal;
import io.quittance.persistence.sqlite.SqliteJournalReader;
import java.nio.file.Path;

/** Opens journals. An engine closes the journal that it was given. */
public final class Journals {

    /** The journal's file in a data directory. */
    public static final String JOURNAL_FILE = "journal.db";

    private Journals() {}

    /** Reads the journal of a data directory without a server, also while one writes to it. */
    public static JournalReader reader(Path dataDirectory) {
        return new SqliteJournalReader(dataDirectory.resolve(JOURNAL_FILE));
    }

    /**
     * The embedded journal in a data directory, made when it is not there: {@code journal.db} and {@code keys.db}. It
     * is power-safe: a commit is acknowledged after an fsync that covers it. Throws {@link DataDirectoryInUse} when
     * another process has it open.
     */
    public static Journal embedded(Path dataDirectory) {
        return SqliteJournal.open(dataDirectory);
    }

    /** A journal that is gone with the process. For tests. */
    public static Journal inMemory() {
        return new InMemoryJournal();
    }
}
