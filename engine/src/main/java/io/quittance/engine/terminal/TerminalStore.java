package io.quittance.engine.terminal;

import java.util.List;

/**
 * Where the registered terminals are kept; made by the {@code persistence} module. Keys of devices are encrypted at
 * rest. Methods block on the disk and are safe for any thread; what a method has done is durable when it returns.
 */
public interface TerminalStore extends AutoCloseable {

    /** Every terminal that there ever was, oldest first. */
    List<Terminal> all();

    /** Keeps a terminal as it is now, in the place of what was kept of it. */
    void keep(Terminal terminal);

    @Override
    void close();
}
