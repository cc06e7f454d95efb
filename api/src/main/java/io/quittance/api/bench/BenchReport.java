package io.quittance.api.bench;

/**
 * What a run found, with everything that is needed to judge it. Immutable.
 *
 * @param plan what was asked
 * @param target of whom
 * @param outcome what came back
 * @param trivialPerSecond what a trivial route of the same server answers in the same run, where that was measured
 * @param usage what the measured window used
 * @param fsyncs what the kernel saw, when that was asked
 * @param rawLimit what the journal's disk can do at most
 * @param provenance when, where and how
 */
public record BenchReport(
        LoadPlan plan,
        String target,
        Outcome outcome,
        Reading trivialPerSecond,
        Usage usage,
        FsyncUse fsyncs,
        RawJournalLimit rawLimit,
        Provenance provenance) {

    /** The same report with what a trivial route answers. */
    BenchReport with(Reading trivial) {
        return new BenchReport(plan, target, outcome, trivial, usage, fsyncs, rawLimit, provenance);
    }

    /** Answers per second as a part of those of the trivial route. */
    public Reading ratioToTrivial() {
        return Reading.of(outcome.perSecond()).over(trivialPerSecond);
    }

    /** Journal rows per second of the window, as a part of the raw limit at the nearest size of group. */
    public Reading ratioToNearest() {
        return rawLimit.nearest(usage.journal().rowsPerCommit())
                .map(group -> usage.journal().rowsPerSecond().over(group.rowsPerSecond()))
                .orElseGet(this::noRatio);
    }

    /** Journal rows per second of the window, as a part of the best raw limit. */
    public Reading ratioToBest() {
        return rawLimit.best()
                .map(group -> usage.journal().rowsPerSecond().over(group.rowsPerSecond()))
                .orElseGet(this::noRatio);
    }

    /** For people. Several lines, the last one ended. */
    public String text() {
        return new ReportText(this).lines();
    }

    /** For programs: one line of JSON. Names are only ever added. */
    public String json() {
        return new ReportJson(this).line();
    }

    private Reading noRatio() {
        String noLimit = rawLimit.missing();
        String noCommits = usage.journal().rowsPerCommit().missing();
        return Reading.notMeasured(
                noLimit != null ? noLimit : noCommits != null ? noCommits : "no commits in the window");
    }
}
