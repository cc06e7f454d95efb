package io.quittance.api.webhook;

import io.quittance.engine.Limits;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Leaves an endpoint alone that fails again and again. After some failures in a row nothing is sent for a while; then
 * one webhook shows whether it is back: if it is not, the while is twice as long, up to a bound. Any answer that is not
 * a server's failure proves that somebody is there, whether it was liked or not. Immutable.
 *
 * @param failures in a row
 * @param coolDown how long it was left alone the last time; null when it was not
 * @param until until when it is left alone; null when it is not, or not known to be back
 */
record Breaker(
        int failures, @Nullable Duration coolDown, @Nullable Instant until) {

    /** Nothing has failed. */
    static final Breaker CLOSED = new Breaker(0, null, null);

    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    /** Whether nothing is sent now. */
    boolean isOpen(Instant now) {
        return until != null && now.isBefore(until);
    }

    /** How many may be under way at once. */
    int room(Instant now, int most) {
        return isOpen(now) ? 0 : until == null ? most : 1;
    }

    /** After an answer, or none; what was not sent says nothing of the endpoint. */
    Breaker after(HttpExchange.Outcome outcome, Instant now) {
        if (!outcome.isSent()) {
            return this;
        }
        return isFailure(outcome) ? failed(now) : CLOSED;
    }

    private Breaker failed(Instant now) {
        if (isOpen(now)) {
            return this;
        }
        if (until == null && failures + 1 < Limits.WEBHOOK_FAILURES_MAX) {
            return new Breaker(failures + 1, null, null);
        }
        Duration twice = coolDown == null ? Limits.WEBHOOK_COOL_DOWN_MIN : coolDown.multipliedBy(2);
        Duration next = twice.compareTo(Limits.WEBHOOK_COOL_DOWN_MAX) > 0 ? Limits.WEBHOOK_COOL_DOWN_MAX : twice;
        return new Breaker(failures + 1, next, now.plus(next));
    }

    private static boolean isFailure(HttpExchange.Outcome outcome) {
        Integer status = outcome.status();
        return status == null || status >= SERVER_ERROR || status == TOO_MANY;
    }

    /** What a try is told while it is open. */
    String words() {
        return "not sent: the last " + failures + " tries failed, so this endpoint is left alone until " + until;
    }
}
