package io.quittance.terminal.desk;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.terminal.TerminalStore;
import io.quittance.terminal.link.Trust;
import java.time.InstantSource;

/**
 * What a desk is made of.
 *
 * @param store where the terminals are kept; the desk closes it
 * @param trust whose certificates are believed where none is pinned
 * @param budgets how long everything may take
 * @param ids where random names come from
 */
public record DeskSettings(
        TerminalStore store, Trust trust, TerminalBudgets budgets, InstantSource clock, IdSource ids) {

    /** The actor system's settings: no remoting, no port. */
    Config akkaConfig() {
        return ConfigFactory.parseResources("quittance-terminals.conf")
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }
}
