package io.quittance.api.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All gauges at one moment; the difference of two is what a window used.
 *
 * @param nanos when
 * @param answered good answers so far
 * @param journalBytes size of {@code journal.db} and {@code journal.db-wal} together
 */
record Sample(
        long nanos,
        long answered,
        Reading serverCpu,
        Reading driverCpu,
        Gauges.JournalCounts journal,
        Reading journalBytes) {

    private static final double SECOND_NANOS = 1e9;

    static Sample take(Load load, Gauges gauges, Optional<Path> dataDirectory) {
        return new Sample(
                System.nanoTime(),
                load.answered(),
                gauges.serverCpuSeconds(),
                load.driverCpuSeconds(),
                gauges.journal(),
                journalBytes(dataDirectory));
    }

    /** What was used from the earlier sample to this one. */
    Usage since(Sample before) {
        double seconds = (nanos - before.nanos) / SECOND_NANOS;
        double answers = answered - before.answered;
        Reading rows = journal.rows().minus(before.journal.rows());
        Reading commits = journal.commits().minus(before.journal.commits());
        Reading bytes = journalBytes.minus(before.journalBytes);
        Reading driver = driverCpu.minus(before.driverCpu);
        return new Usage(
                new Usage.Cpu(
                        serverCpu.minus(before.serverCpu),
                        driver,
                        seconds,
                        driver.over(answers).times(1e6)),
                new Usage.Journal(
                        rows.over(answers),
                        commits.over(answers),
                        rows.over(commits),
                        rows.over(seconds),
                        bytes.over(answers),
                        bytes.over(rows)));
    }

    private static Reading journalBytes(Optional<Path> directory) {
        if (directory.isEmpty()) {
            return Reading.notMeasured("no data directory given");
        }
        Path journal = directory.get().resolve("journal.db");
        Path log = directory.get().resolve("journal.db-wal");
        try {
            return Reading.of(Files.size(journal) + (Files.exists(log) ? Files.size(log) : 0));
        } catch (IOException e) {
            return Reading.notMeasured("no file " + journal);
        }
    }
}
