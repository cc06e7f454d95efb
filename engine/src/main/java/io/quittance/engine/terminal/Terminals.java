package io.quittance.engine.terminal;

import io.quittance.engine.attempt.Processor;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The merchants' card terminals; made by the {@code terminal-adapter} module. Methods return at once and are safe for
 * any thread; a stage does not fail: what cannot be done is refused. A terminal of another merchant does not exist.
 */
public interface Terminals extends AutoCloseable {

    /** Who takes the payments at terminals. */
    Processor processor();

    /** Whether the merchant can pay at a terminal of this name. */
    boolean knows(Tenant tenant, TerminalId id);

    /** Registers a terminal. With a key it can be paid at; else it has to be paired first. */
    CompletionStage<TerminalResult> register(Tenant tenant, TerminalRequest request);

    /** Lets the device show a code of six digits, for thirty seconds (SQ-15). */
    CompletionStage<TerminalResult> pair(Tenant tenant, TerminalId id);

    /** Tells the device the code that it showed, and keeps the key that it gives. */
    CompletionStage<TerminalResult> authenticate(Tenant tenant, TerminalId id, @Nullable String code);

    /** The terminal as it stands. */
    CompletionStage<TerminalResult> find(Tenant tenant, TerminalId id);

    /** The merchant's terminals, newest first, without those that were removed. */
    CompletionStage<List<TerminalView>> list(Tenant tenant);

    /** Cancels the dialogue that is running, if the device still lets it (SQ-11). */
    CompletionStage<TerminalResult> cancel(Tenant tenant, TerminalId id);

    /** Settles the device's batch: from then on its payments can be refunded, not voided (SQ-14). */
    CompletionStage<TerminalResult> settle(Tenant tenant, TerminalId id);

    /** Removes a terminal: it takes no payment any more. What is open at it is still asked for. */
    CompletionStage<TerminalResult> remove(Tenant tenant, TerminalId id);

    @Override
    void close();
}
