package io.quittance.engine.attempt;

import org.jspecify.annotations.Nullable;

/**
 * Why an attempt took no money, for the merchant and for the payer.
 *
 * @param code our stable code, e.g. {@code card_declined}, {@code error_before_processing}
 * @param message what happened and what to do next, in words
 * @param declineCode the reason in our words, e.g. {@code insufficient_funds}, or null
 * @param hostCode the acquirer's own code, or null
 * @param hostMessage the acquirer's own words in their own script, or null
 */
public record Failure(
        String code,
        String message,
        @Nullable String declineCode,
        @Nullable String hostCode,
        @Nullable String hostMessage) {

    /** The same with the counterparty's words made fit for the journal. */
    public Failure fit() {
        return new Failure(
                code,
                HostWords.fit(message),
                declineCode,
                HostWords.fitOrNull(hostCode),
                HostWords.fitOrNull(hostMessage));
    }

    /** An operation provably had no effect. */
    public static Failure operationNotProcessed(String reason) {
        return new Failure(
                "error_before_processing",
                "The operation never took effect at the acquirer; no money moved. Try again: " + reason,
                null,
                null,
                null);
    }

    /** An attempt provably had no effect. */
    public static Failure notProcessed(String reason) {
        return new Failure(
                "error_before_processing",
                "The attempt never took effect at the acquirer; nothing was charged. Try again: " + reason,
                null,
                null,
                null);
    }
}
