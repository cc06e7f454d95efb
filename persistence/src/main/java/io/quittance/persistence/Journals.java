package io.quittance.persistence;

import io.quittance.engine.journal.Journal;
import io.quittance.persistence.memory.InMemoryJournal;
import io.quittance.persistence.sqlite.SqliteJournal;
import java.nio.file.Path;

/** Opens journals. An engine closes the journal that it was given. */
public final class Journals {

    private Journals() {}

    /**
     * The embedded journal in a data directory, made when it is not there: {@code journal.db} and {@code keys.db}. It is
     * power-safe: a commit is acknowledged after an fsync that covers it. Throws {@link DataDirectoryInUse} when another
     * process has it open.
     */
    public static Journal embedded(Path dataDirectory) {
        return SqliteJournal.open(dataDirectory);
    }

    /** A journal that is gone with the process. For tests. */
    public static Journal inMemory() {
        return new InMemoryJournal();
    }
}
