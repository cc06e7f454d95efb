package io.quittance.api.bench;

import java.util.Comparator;
import java.util.List;

/**
 * What this disk and this SQLite do with the journal's rows and nothing else around them: one connection, one prepared
 * insert, one commit with an fsync per group. The same run measures it, so that rates from different machines compare.
 *
 * @param groups by rows per commit, ascending
 * @param bytesPerRow size of the database file per row, at the largest group
 * @param place directory and file system
 */
public record RawJournalLimit(List<Group> groups, double bytesPerRow, String place) {

    /** What was measured, in words. */
    public static final String DEFINITION = "one connection, plain JDBC batches into a table like event_journal,"
            + " payload " + RawJournal.PAYLOAD_BYTES + " bytes, SQLite WAL, synchronous=FULL";

    /**
     * One size of group.
     *
     * @param rowsPerCommit rows in a transaction
     * @param rowsPerSecond rows that were committed
     */
    public record Group(int rowsPerCommit, double rowsPerSecond) {}

    public RawJournalLimit {
        groups = List.copyOf(groups);
    }

    /** The fastest. */
    public Group best() {
        return groups.stream()
                .max(Comparator.comparingDouble(Group::rowsPerSecond))
                .orElseThrow();
    }

    /** The group whose size is nearest to that many rows per commit, by ratio. */
    public Group nearest(double rowsPerCommit) {
        return groups.stream()
                .min(Comparator.comparingDouble(group -> Math.abs(Math.log(group.rowsPerCommit() / rowsPerCommit))))
                .orElseThrow();
    }
}
