package io.quittance.api.cli;

import io.quittance.persistence.access.AccessFile;
import io.quittance.persistence.access.StoredKey;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which keys there are, without what makes them keys. */
@Command(
        name = "list",
        description = "Lists the API keys, oldest first, also those that were revoked or have expired. When a key was"
                + " last used is some seconds late.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance keys list --merchant shop"})
final class KeysListCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    KeysCommand.Common common = new KeysCommand.Common();

    @Option(names = "--merchant", description = "Only the keys of this merchant.")
    @Nullable
    String merchant;

    @Option(names = "--quiet", description = "Print only the ids of the keys that are active.")
    boolean quiet;

    @Override
    public Integer call() {
        return common.existing(this::list);
    }

    private int list(AccessFile file) {
        List<StoredKey> keys = (quiet ? file.active() : file.all())
                .stream()
                        .filter(key -> merchant == null
                                || merchant.equals(key.grant().tenant().merchant()))
                        .toList();
        PrintWriter out = Console.out(spec);
        KeyReport report = new KeyReport(Clock.systemUTC().instant());
        if (common.json) {
            out.println(report.json(keys));
        } else if (quiet) {
            keys.forEach(key -> out.println(key.id()));
        } else {
            report.table(out, keys);
        }
        out.flush();
        return 0;
    }
}
