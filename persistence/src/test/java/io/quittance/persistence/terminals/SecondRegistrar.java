package io.quittance.persistence.terminals;

import io.quittance.engine.terminal.Terminal;
import io.quittance.persistence.support.ChildProcess;
import java.nio.file.Path;
import java.time.Instant;

/** A process that opens the terminals of a data directory, says which keys they have, and keeps one more. */
public final class SecondRegistrar {
    static final String KEY = "0fedcba9";

    private SecondRegistrar() {}

    public static void main(String[] arguments) {
        try (TerminalFile file = TerminalFile.open(Path.of(arguments[0]))) {
            for (Terminal terminal : file.all()) {
                ChildProcess.say(terminal.id() + " has the key " + terminal.apiKey());
            }
            Instant later = Instant.parse("2026-11-21T11:00:00Z");
            file.keep(TerminalFileTest.unpaired('z', later).paired(KEY));
        }
    }
}
