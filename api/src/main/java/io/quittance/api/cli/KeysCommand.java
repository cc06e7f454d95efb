package io.quittance.api.cli;

import io.quittance.persistence.access.AccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes, shows and ends the keys that open a server. */
@Command(
        name = "keys",
        description = "Makes, lists and revokes the API keys of a data directory, also while a server runs on it.",
        mixinStandardHelpOptions = true,
        subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRevokeCommand.class},
        footer = {"", "Example: quittance keys create --merchant shop --mode test --scopes payments,read"})
final class KeysCommand {

    private KeysCommand() {}

    /** What the three have in common. */
    static final class Common {

        @Spec(Spec.Target.MIXEE)
        @Nullable
        CommandSpec spec;

        @Option(
                names = "--data",
                description = "The server's data directory; default ${DEFAULT-VALUE}. (env QUITTANCE_DATA)",
                defaultValue = "${env:QUITTANCE_DATA:-quittance-data}")
        Path data = Path.of("");

        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        /** Works on the key store, which must be there. */
        int existing(ToIntFunction<AccessFile> work) {
            Path file = data.resolve(AccessFile.NAME);
            if (!Files.exists(file)) {
                Console.err(spec)
                        .println("keys: there are no keys in " + data + ". Name the server's directory with --data, or"
                                + " make a key with `quittance keys create`.");
                return Failures.USAGE;
            }
            try (AccessFile keys = AccessFile.open(file, Clock.systemUTC())) {
                return work.applyAsInt(keys);
            }
        }
    }
}
