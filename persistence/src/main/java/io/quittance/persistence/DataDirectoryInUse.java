package io.quittance.persistence;

import java.nio.file.Path;

/**
 * Another process has the data directory open. Two writers on one journal could charge twice, so the second is refused.
 */
public final class DataDirectoryInUse extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DataDirectoryInUse(Path directory) {
        super("the data directory " + directory
                + " is in use by another Quittance process. Nothing was opened or changed."
                + " Stop that process, or name another directory with --data.");
    }
}
