package io.quittance.terminal.simulator;

/**
 * What {@code startTransaction} asks for.
 *
 * @param referenceId the caller's name for it; of a void and a capture the original's
 * @param amount minor units; 0 for a void, and for a capture of all that is held
 * @param notifyUpdate whether the caller decides once the card is known
 * @param notifyReferral whether the caller telephones when the host wants that
 * @param notifyEvents whether the caller hears how far it is
 */
record PaymentOrder(
        Type type,
        String referenceId,
        long amount,
        long tipAmount,
        int currency,
        String creditTerms,
        boolean notifyUpdate,
        boolean notifyReferral,
        boolean notifyEvents) {

    /** What a device can do. */
    enum Type {
        SALE,
        REFUND,
        AUTH_ONLY,
        /** Of what is held or taken, before the settlement. */
        VOID,
        /** Of what is held. */
        CAPTURE;

        /** Whether it changes a transaction and makes none. */
        boolean isChange() {
            return this == VOID || this == CAPTURE;
        }
    }

    long total() {
        return amount + tipAmount;
    }

    /** The same under the caller's second thoughts. */
    PaymentOrder changed(long newAmount, String newCreditTerms) {
        return new PaymentOrder(
                type,
                referenceId,
                newAmount,
                tipAmount,
                currency,
                newCreditTerms,
                notifyUpdate,
                notifyReferral,
                notifyEvents);
    }
}
