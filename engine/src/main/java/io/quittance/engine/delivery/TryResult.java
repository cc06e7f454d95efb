package io.quittance.engine.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending a notification once.
 *
 * @param status the HTTP status of the answer; null when none came
 * @param failure why no answer came, in words for people; null when one did
 * @param retryAfter what the answer's {@code Retry-After} asks for; null when it asks for nothing
 * @param isSent whether anything left; what did not was no try: it is not recorded, and sent in a moment
 * @param waited how long it stood in a queue of ours before the try began
 * @param latency from the begin of the try to the end of the answer, or to the failure
 */
public record TryResult(
        @Nullable Integer status,
        @Nullable String failure,
        @Nullable Duration retryAfter,
        boolean isSent,
        Duration waited,
        Duration latency) {

    /** An answer. */
    public static TryResult answered(int status, @Nullable Duration retryAfter, Duration latency) {
        return new TryResult(status, null, retryAfter, true, Duration.ZERO, latency);
    }

    /** Nothing was sent, and why. */
    public static TryResult unsent(String words) {
        return new TryResult(null, words, null, false, Duration.ZERO, Duration.ZERO);
    }

    /** No answer. */
    public static TryResult failed(String words, Duration latency) {
        return new TryResult(null, words, null, true, Duration.ZERO, latency);
    }
}
