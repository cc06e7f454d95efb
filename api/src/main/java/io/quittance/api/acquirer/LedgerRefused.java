package io.quittance.api.acquirer;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A ledger that must not be opened: another process has it, or it is not as it was written. Nothing was changed in it.
 */
public final class LedgerRefused extends IOException {

    private static final long serialVersionUID = 1;

    private LedgerRefused(String message) {
        super(message);
    }

    static LedgerRefused inUse(Path file) {
        return new LedgerRefused("the ledger " + file + " is in use by another acquirer. Stop that one, or name another"
                + " file: two acquirers on one ledger would tell two truths.");
    }

    static LedgerRefused damaged(Path file, long line, String why) {
        return new LedgerRefused("the ledger " + file + " is damaged at line " + line + ": " + why
                + ". Restore it from a copy, or move it away to start an empty one.");
    }
}
