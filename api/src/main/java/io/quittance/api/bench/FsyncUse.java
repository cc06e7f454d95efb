package io.quittance.api.bench;

/**
 * Calls of {@code fsync} and {@code fdatasync} that the kernel was seen to do for the server, under load, after the
 * measured window. Tracing slows the server, so the rate belongs to the figures.
 *
 * @param perAnswer syncs per good answer
 * @param perCommit syncs per commit of the journal
 * @param answersPerSecond what the server reached under the trace
 */
public record FsyncUse(Reading perAnswer, Reading perCommit, Reading answersPerSecond) {

    static FsyncUse notMeasured(String why) {
        Reading missing = Reading.notMeasured(why);
        return new FsyncUse(missing, missing, missing);
    }
}
