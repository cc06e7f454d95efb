package io.quittance.engine.intent;

import io.quittance.engine.attempt.HostWords;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an unknown outcome ended, as an operator found out.
 *
 * @param evidence what the operator relies on
 * @param note the operator's own words
 * @param actor who says so
 * @param downstreamReference which order; null when there is only one to resolve
 */
public record Resolution(
        Verdict verdict,
        String evidence,
        String note,
        String actor,
        @Nullable String downstreamReference) {

    public Resolution {
        evidence = HostWords.fit(evidence);
        note = HostWords.fit(note);
    }

    /** What became of the order. */
    public enum Verdict {
        /** The counterparty did it. */
        APPROVED,
        /** The counterparty refused. */
        DECLINED,
        /** It had no effect. */
        NOT_PROCESSED;

        /** Reads what a caller sent. */
        static Optional<Verdict> parse(@Nullable String text) {
            return Arrays.stream(values())
                    .filter(verdict -> verdict.text().equals(text))
                    .findFirst();
        }

        /** As written in requests and events. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
