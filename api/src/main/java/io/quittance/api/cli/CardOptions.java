package io.quittance.api.cli;

import io.quittance.api.Wiring;
import io.quittance.engine.vault.CardVault;
import io.quittance.persistence.cards.CardFile;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the keys of kept cards are. */
final class CardOptions {

    @Option(
            names = "--card-keys",
            description = "File with the keys under which card numbers are sealed (Tink, JSON), made when there is"
                    + " none; default: " + CardFile.KEYS_NAME + " in the data directory. (env QUITTANCE_CARD_KEYS)",
            defaultValue = "${env:QUITTANCE_CARD_KEYS}")
    @Nullable
    Path file;

    /** The key set of the cards in a data directory. */
    Path keySet(Path data) {
        return file == null || file.toString().isEmpty() ? data.resolve(CardFile.KEYS_NAME) : file;
    }

    /** Opens the cards that are kept in a data directory. */
    CardVault open(Path data) {
        return CardFile.open(data, keySet(data), Clock.systemUTC(), Wiring.randomness());
    }
}
