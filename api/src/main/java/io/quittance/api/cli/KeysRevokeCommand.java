package io.quittance.api.cli;

import io.quittance.persistence.access.AccessFile;
import io.quittance.persistence.access.StoredKey;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a key for ever. */
@Command(
        name = "revoke",
        description = "Ends an API key for ever. A running server refuses it within a second; payments that it began go"
                + " on.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance keys revoke 8fKq2LmZx0Ab"})
final class KeysRevokeCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    KeysCommand.Common common = new KeysCommand.Common();

    @Parameters(paramLabel = "ID", description = "The key's id, as `keys list` shows it; not the key itself.")
    String id = "";

    @Option(names = "--quiet", description = "Print nothing.")
    boolean quiet;

    @Override
    public Integer call() {
        return common.existing(this::revoke);
    }

    private int revoke(AccessFile keys) {
        Optional<StoredKey> revoked = keys.revoke(id);
        if (revoked.isEmpty()) {
            Console.err(spec)
                    .println("keys revoke: there is no key with this id in " + common.data
                            + ". No key was revoked. `quittance keys list` shows the ids.");
            return Failures.FAILED;
        }
        StoredKey key = revoked.get();
        PrintWriter out = Console.out(spec);
        if (common.json) {
            out.println(new KeyReport(Clock.systemUTC().instant()).json(key, null));
        } else if (!quiet) {
            out.println(key.id() + ", a " + key.grant().tenant().mode().text() + " key of "
                    + key.grant().tenant().merchant() + ", is revoked since " + key.revokedAt()
                    + ". A running server refuses it within a second.");
        }
        out.flush();
        return 0;
    }
}
