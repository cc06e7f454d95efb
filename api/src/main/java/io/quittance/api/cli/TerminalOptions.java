package io.quittance.api.cli;

import io.quittance.api.Wiring;
import io.quittance.engine.Limits;
import io.quittance.engine.terminal.Terminals;
import io.quittance.persistence.terminals.TerminalFile;
import io.quittance.terminal.desk.DeskSettings;
import io.quittance.terminal.desk.TerminalBudgets;
import io.quittance.terminal.desk.TerminalDesk;
import io.quittance.terminal.link.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a server speaks to card terminals. */
final class TerminalOptions {

    private static final int SECONDS_MIN = 5;

    @Option(
            names = "--terminal-root",
            description = "File with the certificate of the terminals' vendor (PEM or DER): the only authority that is"
                    + " believed for terminals without a pinned fingerprint; default: those of the platform."
                    + " (env QUITTANCE_TERMINAL_ROOT)",
            defaultValue = "${env:QUITTANCE_TERMINAL_ROOT}")
    @Nullable
    Path root;

    @Option(
            names = "--terminal-seconds",
            description = "How long a payer at a terminal may take before the dialogue is canceled; default"
                    + " ${DEFAULT-VALUE}. (env QUITTANCE_TERMINAL_SECONDS)",
            defaultValue = "${env:QUITTANCE_TERMINAL_SECONDS:-120}")
    int seconds;

    /** What is wrong with the options, in words. */
    Optional<String> fault() {
        return seconds < SECONDS_MIN || seconds > Limits.TERMINAL_DIALOGUE.toSeconds()
                ? Optional.of("--terminal-seconds is " + SECONDS_MIN + " to " + Limits.TERMINAL_DIALOGUE.toSeconds()
                        + ", not " + seconds)
                : Optional.empty();
    }

    /** Opens the terminals that are kept in a data directory. */
    Terminals open(Path data, Trust trust) {
        return TerminalDesk.open(new DeskSettings(
                TerminalFile.open(data),
                trust,
                TerminalBudgets.ofDialogue(Duration.ofSeconds(seconds)),
                Clock.systemUTC(),
                Wiring.randomness()));
    }

    Trust trust() throws IOException {
        return root == null ? Trust.PUBLIC : Trust.root(root);
    }
}
