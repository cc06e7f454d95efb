package io.quittance.api.cli;

import io.quittance.api.Wiring;
import io.quittance.api.auth.ApiKey;
import io.quittance.persistence.access.AccessFile;
import io.quittance.persistence.access.KeyGrant;
import io.quittance.persistence.access.StoredKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a key, and shows it once. */
@Command(
        name = "create",
        description = "Makes an API key and prints it, this once: only its hash is stored. A running server knows it"
                + " within a second.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: quittance keys create --merchant shop --mode test --scopes payments,read --expires 90d",
            "",
            "Two active keys per merchant, mode and set of scopes are the most. To go over to a new one: create it,"
                    + " give it to all who call, see in `keys list` that the old one is not used any more, revoke it."
        })
final class KeysCreateCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    KeysCommand.Common common = new KeysCommand.Common();

    @Option(names = "--merchant", description = "Whose data it opens: 1 to 64 of A-Z a-z 0-9 _ -.")
    @Nullable
    String merchant;

    @Option(names = "--mode", description = "test or live; the two share no data.")
    @Nullable
    String mode;

    @Option(
            names = "--scopes",
            description = "What it may do, separated by commas: payments (moves money, and reads), read, audit (events"
                    + " only), operator, admin.")
    @Nullable
    String scopes;

    @Option(names = "--expires", description = "How long it lives, e.g. 90d or 12h; without it, until it is revoked.")
    @Nullable
    String expires;

    @Option(
            names = "--rate",
            description = "How many requests per second it may make; default ${DEFAULT-VALUE}.",
            defaultValue = "100")
    String rate = "";

    @Option(names = "--quiet", description = "Print only the key.")
    boolean quiet;

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.systemUTC();
        KeyRequest.Reading wanted = new KeyRequest(merchant, mode, scopes, expires, rate).read(clock.instant());
        KeyGrant grant = wanted.grant();
        if (grant == null) {
            PrintWriter talk = Console.err(spec);
            wanted.faults().forEach(fault -> talk.println("keys create: " + fault));
            talk.println("No key was made.");
            return Failures.USAGE;
        }
        Files.createDirectories(common.data);
        try (AccessFile keys = AccessFile.open(common.data.resolve(AccessFile.NAME), clock)) {
            ApiKey key = ApiKey.generate(grant.tenant().mode(), Wiring.randomness());
            StoredKey stored = keys.add(key.id(), HexFormat.of().formatHex(key.hash()), grant);
            tell(new KeyReport(clock.instant()), stored, key);
        }
        return 0;
    }

    private void tell(KeyReport report, StoredKey stored, ApiKey key) {
        PrintWriter out = Console.out(spec);
        if (common.json) {
            out.println(report.json(stored, key.text()));
        } else if (quiet) {
            out.println(key.text());
        } else {
            report.created(out, stored, key.text());
            Console.err(spec)
                    .println("The key is shown this once; only its hash is stored, in "
                            + common.data.toAbsolutePath().normalize() + ". A server that runs there knows it within a"
                            + " second.");
        }
        out.flush();
    }
}
