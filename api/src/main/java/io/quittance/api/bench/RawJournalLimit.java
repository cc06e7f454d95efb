package io.quittance.api.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this disk and this SQLite do with the journal's rows and nothing else around them: one connection, one prepared
 * insert, one commit with an fsync per group. The same run measures it, so that rates from different machines compare.
 *
 * @param groups by rows per commit, ascending; empty when it was not measured
 * @param bytesPerRow size of the database file per row, at the largest group
 * @param place directory and file system
 * @param missing why it was not measured; null when it was
 */
public record RawJournalLimit(
        List<Group> groups,
        double bytesPerRow,
        String place,
        @Nullable String missing) {

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

    static RawJournalLimit notMeasured(String why) {
        return new RawJournalLimit(List.of(), 0, "", why);
    }

    /** The fastest; empty when it was not measured. */
    public Optional<Group> best() {
        return groups.stream().max(Comparator.comparingDouble(Group::rowsPerSecond));
    }

    /** The group whose size is nearest to that many rows per commit, by ratio; empty when either is not known. */
    public Optional<Group> nearest(Reading rowsPerCommit) {
        return rowsPerCommit.value() > 0
                ? groups.stream().min(Comparator.comparingDouble(group -> distance(group, rowsPerCommit.value())))
                : Optional.empty();
    }

    private static double distance(Group group, double rowsPerCommit) {
        return Math.abs(Math.log(group.rowsPerCommit() / rowsPerCommit));
    }
}
