package io.quittance.engine.journal;

/** What an acknowledged commit survives. Asserted when a journal opens, and printed at start. */
public enum Durability {
    /** Survives a power cut: the commit is acknowledged after an fsync that covers it. */
    POWER_SAFE("power-safe: a commit is acknowledged after an fsync that covers it"),
    /** Survives the death of the process, not of the machine. */
    PROCESS_SAFE("process-safe: survives the death of the process, not a power cut"),
    /** Survives nothing. For tests. */
    NONE("none: in memory only; everything is lost with the process");

    private final String promise;

    Durability(String promise) {
        this.promise = promise;
    }

    /** The promise in words. */
    public String promise() {
        return promise;
    }
}
