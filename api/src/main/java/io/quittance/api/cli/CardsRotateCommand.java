package io.quittance.api.cli;

import io.quittance.api.http.json.Json;
import io.quittance.persistence.cards.CardRotation;
import io.quittance.persistence.cards.CardRotation.Resealed;
import io.quittance.persistence.sqlite.StoreException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives the cards of a data directory a new key. */
@Command(
        name = "rotate",
        description = "Adds a key under which cards are sealed from now on, also while a server runs: it takes it up"
                + " before the next card. Cards under former keys can still be paid with.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance cards rotate --reencrypt --data ./quittance-data"})
final class CardsRotateCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--data",
            description = "The server's data directory; default ${DEFAULT-VALUE}. (env QUITTANCE_DATA)",
            defaultValue = "${env:QUITTANCE_DATA:-quittance-data}")
    Path data = Path.of("");

    @Mixin
    CardOptions keys = new CardOptions();

    @Option(
            names = "--reencrypt",
            description = "Seal the cards that are there anew as well, so that no card needs a former key.")
    boolean reencrypt;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--quiet", description = "Print nothing.")
    boolean quiet;

    @Override
    public Integer call() {
        if (!CardRotation.isThere(data)) {
            Console.err(spec)
                    .println("cards rotate: no cards are kept in " + data + ". Name the server's directory with"
                            + " --data; `serve` makes the file of cards.");
            return Failures.USAGE;
        }
        try (CardRotation rotation = CardRotation.open(data, keys.keySet(data))) {
            String key = rotation.rotate();
            Resealed resealed = reencrypt ? rotation.reseal() : new Resealed(0, 0);
            tell(key, resealed);
            return resealed.unreadable() == 0 ? 0 : Failures.FAILED;
        } catch (StoreException e) {
            Console.err(spec).println("cards rotate: " + Failures.inWords(e));
            return Failures.FAILED;
        }
    }

    private void tell(String key, Resealed resealed) {
        PrintWriter out = Console.out(spec);
        if (json) {
            out.println(new String(
                    Json.bytes(json -> {
                        json.writeStartObject();
                        json.writeStringField("key", key);
                        json.writeNumberField("reencrypted", resealed.sealed());
                        json.writeNumberField("unreadable", resealed.unreadable());
                        json.writeEndObject();
                    }),
                    StandardCharsets.UTF_8));
        } else if (!quiet) {
            out.println("cards are sealed under key " + key + " from now on"
                    + (reencrypt ? "; " + resealed.sealed() + " that were there were sealed anew" : ""));
            if (resealed.unreadable() > 0) {
                Console.err(spec)
                        .println("cards rotate: " + resealed.unreadable() + " cards cannot be opened and were left as"
                                + " they are; the log names them");
            }
        }
        out.flush();
    }
}
