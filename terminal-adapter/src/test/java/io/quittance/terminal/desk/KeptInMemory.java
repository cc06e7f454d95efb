package io.quittance.terminal.desk;

import io.quittance.engine.id.TerminalId;
import io.quittance.engine.terminal.Terminal;
import io.quittance.engine.terminal.TerminalStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store that is as durable as its test. */
final class KeptInMemory implements TerminalStore {

    private final Map<TerminalId, Terminal> kept = new LinkedHashMap<>();

    @Override
    public synchronized List<Terminal> all() {
        return List.copyOf(kept.values());
    }

    @Override
    public synchronized void keep(Terminal terminal) {
        kept.put(terminal.id(), terminal);
    }

    @Override
    public void close() {
        // The test may open another desk on it.
    }
}
