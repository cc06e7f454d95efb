package io.quittance.engine.intent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A further attempt on an intent, not yet checked.
 *
 * @param method how the payer pays; null when it was not sent
 * @param returnUrl where the payer goes after what the attempt may ask of him; null for nowhere
 * @param referenceId the merchant's name for the attempt; null for {@code <reference>-<n>}
 * @param answerWait how long the answer may wait for the outcome; null for the default
 * @param expectedVersion the version at which the caller saw the intent: the attempt is refused when the intent has
 *     changed since; null when any will do
 */
public record AttemptRequest(
        @Nullable MethodDetails method,
        @Nullable String returnUrl,
        @Nullable String referenceId,
        @Nullable Duration answerWait,
        @Nullable Long expectedVersion) {

    /** An attempt with a card. */
    public static AttemptRequest card(CardDetails card) {
        return new AttemptRequest(card, null, null, null, null);
    }

    /** An attempt at a terminal. */
    public static AttemptRequest terminal(String terminalId) {
        return new AttemptRequest(new TerminalDetails(terminalId), null, null, null, null);
    }

    /** The same, for an intent that stands at this version. */
    public AttemptRequest atVersion(long version) {
        return new AttemptRequest(method, returnUrl, referenceId, answerWait, version);
    }
}
