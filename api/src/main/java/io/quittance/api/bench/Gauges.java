package io.quittance.api.bench;

import java.util.OptionalLong;

/** What can be read off a target while it works. */
interface Gauges {

    /** Processor time of the server since its start, in seconds. */
    Reading serverCpuSeconds();

    /** Rows and commits that the journal has written since its start. */
    JournalCounts journal();

    /** The server's process, when it is known and on this machine. */
    OptionalLong pid();

    /**
     * Counters of a journal.
     *
     * @param rows events written
     * @param commits transactions that hold them
     */
    record JournalCounts(Reading rows, Reading commits) {}
}
