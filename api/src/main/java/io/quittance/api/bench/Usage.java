package io.quittance.api.bench;

/**
 * What the measured window used, per good answer where it says so.
 *
 * @param cpu processor time
 * @param journal what the journal wrote
 */
public record Usage(Cpu cpu, Journal journal) {

    /**
     * Processor time.
     *
     * @param serverSeconds of the server's process; embedded, of this process without the driver's thread
     * @param driverSeconds of the driver's process; embedded, of its thread
     * @param wallSeconds between the two samples
     * @param driverMicrosPerAnswer what the driver costs
     */
    public record Cpu(Reading serverSeconds, Reading driverSeconds, double wallSeconds, Reading driverMicrosPerAnswer) {

        /** Of one processor: 200 is two whole ones. */
        public Reading serverPercent() {
            return serverSeconds.over(wallSeconds).times(100);
        }

        /** Of one processor. */
        public Reading driverPercent() {
            return driverSeconds.over(wallSeconds).times(100);
        }
    }

    /**
     * What the journal wrote.
     *
     * @param bytesPerAnswer growth of {@link #BYTES}
     * @param bytesPerRow the same per row, to be compared with the raw limit's
     */
    public record Journal(
            Reading rowsPerAnswer,
            Reading commitsPerAnswer,
            Reading rowsPerCommit,
            Reading rowsPerSecond,
            Reading bytesPerAnswer,
            Reading bytesPerRow) {

        /** What is counted as the journal's bytes. The log is reused, so short windows are off by its size. */
        public static final String BYTES = "growth of journal.db and journal.db-wal together";
    }
}
