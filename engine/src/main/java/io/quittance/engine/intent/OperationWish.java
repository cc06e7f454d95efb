package io.quittance.engine.intent;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant wants to be done with an intent's money, checked in form only.
 *
 * @param amount minor units; null for all that is left
 * @param isLast for a capture, whether the rest is to be released; null for the default
 * @param reason the merchant's word for why, or null
 */
public record OperationWish(
        Verb verb,
        @Nullable Long amount,
        @Nullable Boolean isLast,
        @Nullable String reason) {

    /** The verbs of money. */
    public enum Verb {
        CAPTURE("capture"),
        VOID("void"),
        REFUND("refunds"),
        CANCEL("cancel"),
        /** Void or refund, whichever is open. */
        REVERSE("reverse");

        private final String segment;

        Verb(String segment) {
            this.segment = segment;
        }

        /** The last segment of its path over HTTP. */
        public String segment() {
            return segment;
        }

        /** The verb of a path's last segment; empty when it is none. */
        public static Optional<Verb> parse(String segment) {
            return Arrays.stream(values())
                    .filter(verb -> verb.segment.equals(segment))
                    .findFirst();
        }
    }
}
