package io.quittance.terminal.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as the device has it in its ledger. Immutable.
 *
 * @param at when it came to its end, or when it was last changed
 * @param referenceId the caller's name for it
 * @param transactionId the host's name for it; empty when the host was never reached
 * @param type SALE, REFUND or AUTH_ONLY
 * @param amount minor units, without the tip
 * @param totalAmount what is held or taken in all; of a capture, what was captured
 * @param currency ISO 4217, the number
 * @param status the final word on the money
 * @param result whether the processing ended well
 * @param hostErrorCode the host's own code, or null
 * @param hostErrorMessage the host's own words, or null
 * @param card what was presented, or null for nothing
 * @param systemTraceNumber empty when the host was never reached
 * @param authorizationNumber the host's consent, or null
 */
public record TerminalTransaction(
        Instant at,
        String referenceId,
        String transactionId,
        String type,
        long amount,
        long tipAmount,
        long totalAmount,
        int currency,
        String creditTerms,
        String status,
        String result,
        @Nullable Integer hostErrorCode,
        @Nullable String hostErrorMessage,
        @Nullable Card card,
        String systemTraceNumber,
        @Nullable String authorizationNumber) {

    static final String AUTHORIZED = "AUTHORIZED";
    static final String CAPTURED = "CAPTURED";
    static final String SETTLED = "SETTLED";
    static final String VOIDED = "VOIDED";
    static final String DECLINED = "DECLINED";

    private static final String REFUND = "REFUND";

    /**
     * A card that was read.
     *
     * @param name as the device shows it
     * @param maskedPan first six and last four
     * @param entryMode CONTACTLESS or CONTACT
     */
    public record Card(String name, String maskedPan, String entryMode) {

        /** The last four digits. */
        public String suffix() {
            return maskedPan.substring(maskedPan.length() - 4);
        }
    }

    /** What it took from the payer, in minor units: less than nothing for a refund, nothing while it is only held. */
    public long taken() {
        if (!status.equals(CAPTURED) && !status.equals(SETTLED)) {
            return 0;
        }
        return type.equals(REFUND) ? -totalAmount : totalAmount;
    }

    /** Whether it is held or taken, and can still be voided. */
    boolean isOpen() {
        return status.equals(AUTHORIZED) || status.equals(CAPTURED);
    }

    TerminalTransaction with(Instant changedAt, String changedStatus, long changedTotal) {
        return new TerminalTransaction(
                changedAt,
                referenceId,
                transactionId,
                type,
                amount,
                tipAmount,
                changedTotal,
                currency,
                creditTerms,
                changedStatus,
                result,
                hostErrorCode,
                hostErrorMessage,
                card,
                systemTraceNumber,
                authorizationNumber);
    }
}
