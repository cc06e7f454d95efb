package io.quittance.terminal.desk;

import io.quittance.engine.id.TerminalId;
import io.quittance.engine.terminal.Terminal;
import io.quittance.engine.terminal.TerminalStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store that is as durable as its test, until it is broken. */
final class KeptInMemory implements TerminalStore {

    private final Map<TerminalId, Terminal> kept = new LinkedHashMap<>();

    private boolean isBroken;

    synchronized void breakDown() {
        isBroken = true;
    }

    @Override
    public synchronized List<Terminal> all() {
        return List.copyOf(kept.values());
    }

    @Override
    public synchronized void keep(Terminal terminal) {
        if (isBroken) {
            throw new IllegalStateException("the disk is gone");
        }
        kept.put(terminal.id(), terminal);
    }

    @Override
    public void close() {
        // The test may open another desk on it.
    }
}
