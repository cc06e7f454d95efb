package io.quittance.terminal.simulator;

import io.quittance.terminal.simulator.LedgerEntry.Settlement;
import java.util.List;
import java.util.Optional;

/** What the device remembers of its transactions: all of it, for ever (SQ-4). */
interface LedgerView {

    Optional<TerminalTransaction> byReference(String referenceId);

    Optional<TerminalTransaction> byTransactionId(String transactionId);

    /** Every transaction as it is now, oldest first. */
    List<TerminalTransaction> transactions();

    /** Every settlement, oldest first. */
    List<Settlement> settlements();
}
