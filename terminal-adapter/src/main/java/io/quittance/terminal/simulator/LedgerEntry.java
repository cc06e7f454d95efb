package io.quittance.terminal.simulator;

import java.time.Instant;
import java.util.List;

/** One line of the device's ledger: what happened. */
sealed interface LedgerEntry {

    /** A transaction came to its end. */
    record Made(TerminalTransaction transaction) implements LedgerEntry {}

    /** The transaction of this reference was voided or captured, and is now so. */
    record Changed(TerminalTransaction transaction) implements LedgerEntry {}

    /** Everything that was captured is settled. */
    record Settled(Settlement settlement) implements LedgerEntry {}

    /**
     * A settlement: all or nothing.
     *
     * @param total what was taken in all, in minor units of whatever currencies
     * @param transactions in the order in which they were made
     */
    record Settlement(Instant at, String settlementId, String batchNo, long total, List<Item> transactions) {
        public Settlement {
            transactions = List.copyOf(transactions);
        }
    }

    /** A transaction that was settled. */
    record Item(String referenceId, String transactionId) {}
}
