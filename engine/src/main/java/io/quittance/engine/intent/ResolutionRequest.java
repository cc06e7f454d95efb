package io.quittance.engine.intent;

import org.jspecify.annotations.Nullable;

/**
 * How an operator says that a doubt ended, not yet checked.
 *
 * @param outcome {@code approved}, {@code declined} or {@code not_processed}
 * @param evidence what the operator relies on, e.g. a line of the acquirer's report
 * @param note the operator's own words
 * @param downstreamReference which order, as the work list names it; null when there is only one to resolve
 * @param actor who says so, e.g. the id of an API key
 * @param expectedVersion the version at which the operator saw the intent; null when any will do
 */
public record ResolutionRequest(
        @Nullable String outcome,
        @Nullable String evidence,
        @Nullable String note,
        @Nullable String downstreamReference,
        String actor,
        @Nullable Long expectedVersion) {

    /** The same, for an intent that stands at this version. */
    public ResolutionRequest atVersion(long version) {
        return new ResolutionRequest(outcome, evidence, note, downstreamReference, actor, version);
    }
}
