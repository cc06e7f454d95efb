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

    /** The read model's file in a data directory; it can be deleted and is made again. */
    public static final String READ_MODEL_FILE = "read-model.db";

    private Journals() {}

    /** Reads the journal of a data directory without a server, also while one writes to it. */
    public static JournalReader reader(Path dataDirectory) {
        return new SqliteJournalReader(dataDirectory.resolve(JOURNAL_FILE));
    }

    /**
     * The embedded journal in a data directory, made when it is not there: {@code journal.db}, {@code keys.db} and
     * {@code read-model.db}. It is power-safe: a commit is acknowledged after an fsync that covers it. Throws
     * {@link DataDirectoryInUse} when another process has it open.
     */
    public static Journal embedded(Path dataDirectory) {
        return SqliteJournal.open(dataDirectory);
    }

    /**
     * Makes the read model of a data directory again from its journal; throws {@link DataDirectoryInUse} when a server
     * has it open.
     *
     * @return the position up to which the journal was taken in
     */
    public static long rebuildReadModel(Path dataDirectory) {
        return SqliteJournal.rebuildReadModel(dataDirectory);
    }

    /** A journal that is gone with the process. For tests. */
    public static Journal inMemory() {
        return new InMemoryJournal();
    }
}
