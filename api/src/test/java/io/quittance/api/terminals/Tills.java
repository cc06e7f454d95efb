package io.quittance.api.terminals;

import io.quittance.api.Wiring;
import io.quittance.engine.terminal.Terminals;
import io.quittance.persistence.terminals.TerminalFile;
import io.quittance.terminal.desk.DeskSettings;
import io.quittance.terminal.desk.TerminalBudgets;
import io.quittance.terminal.desk.TerminalDesk;
import io.quittance.terminal.link.Trust;
import io.quittance.terminal.simulator.SimulatorSettings;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The simulated terminals of a test, each on free ports of loopback and with a ledger in a directory of its own. A
 * device starts when it is first asked for. Safe for any thread.
 */
public final class Tills implements AutoCloseable {

    /** The key of a device that is paired already. */
    public static final String KEY = "5ec4e7a9";

    /** What is printed on every device. */
    public static final String SERIAL = "SIM-0881818";

    /** Absence and heartbeat are in small; a busy machine may take its time for everything else. */
    private static final TerminalBudgets BUDGETS = new TerminalBudgets(
            Duration.ofSeconds(90),
            Duration.ofSeconds(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));

    private final Path home;
    private final Map<String, TerminalSimulator> started = new ConcurrentHashMap<>();

    /** Those that keep their ledgers under this directory. */
    public Tills(Path home) {
        this.home = home;
    }

    /** The desk of an engine that keeps its terminals in this directory; closing it closes its file. */
    public static Terminals desk(Path data) {
        return TerminalDesk.open(new DeskSettings(
                TerminalFile.open(data), Trust.PUBLIC, BUDGETS, Clock.systemUTC(), Wiring.randomness()));
    }

    /** A device to which payers come by themselves, and do what the amount says. */
    public TerminalSimulator busy() {
        return device("busy", settings -> settings.withApiKey(KEY));
    }

    /** A device at which nobody pays. */
    public TerminalSimulator idle() {
        return device("idle", settings -> settings.withApiKey(KEY));
    }

    /** Another such device. */
    public TerminalSimulator next() {
        return device("next", settings -> settings.withApiKey(KEY));
    }

    /** A device at which somebody has to press buttons. */
    public TerminalSimulator byHand() {
        return device("by-hand", settings -> settings.withApiKey(KEY).withAutomatic(false));
    }

    /** A device that knows nobody yet. */
    public TerminalSimulator fresh() {
        return device("fresh", settings -> settings);
    }

    private TerminalSimulator device(String name, UnaryOperator<SimulatorSettings> change) {
        return started.computeIfAbsent(name, which -> {
            try {
                return TerminalSimulator.start(
                        change.apply(SimulatorSettings.defaults(home.resolve("till-" + which))), Clock.systemUTC());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() {
        started.values().forEach(TerminalSimulator::close);
    }
}
