package io.quittance.terminal.desk;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a terminal has behaved. Immutable.
 *
 * @param status its own last word; null while it was not heard
 * @param seenAt when it answered last; null for never
 * @param failures how often in a row it did not
 * @param quarantinedUntil until when it is given no order; null when it is not left alone
 * @param dialogues how many orders it was given
 * @param answered of how many of them it told the outcome
 */
record Standing(
        @Nullable String status,
        @Nullable Instant seenAt,
        int failures,
        @Nullable Instant quarantinedUntil,
        long dialogues,
        long answered) {

    static final Standing NEW = new Standing(null, null, 0, null, 0, 0);

    /** It answered, and is so. */
    Standing seen(String word, Instant now) {
        return new Standing(word, now, 0, null, dialogues, answered);
    }

    /** It did not answer. */
    Standing failed(Instant now, Duration quarantine) {
        int more = failures + 1;
        Instant until = more >= Limits.TERMINAL_FAILURES_MAX ? now.plus(quarantine) : quarantinedUntil;
        return new Standing(status, seenAt, more, until, dialogues, answered);
    }

    /** An order had this outcome. Only what the terminal itself said is a sign of life. */
    Standing ended(AttemptOutcome outcome, Instant now, Duration quarantine) {
        Standing counted = new Standing(status, seenAt, failures, quarantinedUntil, dialogues + 1, answered);
        if (outcome instanceof Approved || outcome instanceof Declined) {
            return new Standing(status, now, 0, null, dialogues + 1, answered + 1);
        }
        return outcome instanceof AttemptOutcome.Unknown ? counted.failed(now, quarantine) : counted;
    }

    /** What went wrong with another key or before the pairing says nothing. */
    Standing forgiven() {
        return new Standing(status, seenAt, 0, null, dialogues, answered);
    }

    boolean isQuarantined(Instant now) {
        return quarantinedUntil != null && now.isBefore(quarantinedUntil);
    }
}
