package io.quittance.engine.intent;

import io.quittance.engine.intent.OperationWish.Verb;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A capture, void, refund, cancel or reverse, not yet checked.
 *
 * @param amount minor units; null for all that is left
 * @param isLast for a capture, whether the rest is released; null for the default: only where the counterparty takes no
 *     further capture
 * @param reason a word for why, e.g. {@code requested_by_customer}
 * @param answerWait how long the answer may wait for the outcome; null for the default
 * @param expectedVersion the version at which the caller saw the intent; null when any will do
 */
public record OperationRequest(
        Verb verb,
        @Nullable Long amount,
        @Nullable Boolean isLast,
        @Nullable String reason,
        @Nullable Duration answerWait,
        @Nullable Long expectedVersion) {

    /** All that is left. */
    public static OperationRequest all(Verb verb) {
        return new OperationRequest(verb, null, null, null, null, null);
    }

    /** A part. */
    public static OperationRequest of(Verb verb, long amountMinor) {
        return new OperationRequest(verb, amountMinor, null, null, null, null);
    }

    /** The same, for an intent that stands at this version. */
    public OperationRequest atVersion(long version) {
        return new OperationRequest(verb, amount, isLast, reason, answerWait, version);
    }
}
