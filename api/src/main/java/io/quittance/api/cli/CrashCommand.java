package io.quittance.api.cli;

import io.quittance.api.Wiring;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.crash.CrashCampaign;
import io.quittance.api.crash.CrashPlan;
import io.quittance.api.crash.CrashReport;
import io.quittance.engine.id.Mode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills the server under load and compares everybody's books. */
@Command(
        name = "crash",
        description =
                "Runs the server under concurrent payments, kills it (kill -9) at random moments, restarts it, and"
                        + " compares at the end what the shops were told, the journal, and the acquirer's ledger. Exit"
                        + " code 3 when a promise did not hold.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance crash --kills 20 --seed 7"})
final class CrashCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--kills",
            description = "How often the server is killed; default ${DEFAULT-VALUE}.",
            defaultValue = "20")
    int kills;

    @Option(names = "--clients", description = "Concurrent payments; default ${DEFAULT-VALUE}.", defaultValue = "64")
    int clients;

    @Option(names = "--seed", description = "Seed of all that is random; default ${DEFAULT-VALUE}.", defaultValue = "1")
    long seed;

    @Option(
            names = "--data",
            description = "An empty directory for it all; default: one of its own under the temporary" + " directory.")
    @Nullable
    Path data;

    @Option(names = "--quiet", description = "Print only the report.")
    boolean quiet;

    @Override
    public Integer call() throws IOException {
        Path directory = data == null ? Files.createTempDirectory("quittance-crash") : Files.createDirectories(data);
        ApiKey key = ApiKey.generate(Mode.TEST, Wiring.randomness());
        PrintWriter talk = Console.err(spec);
        CrashReport report = CrashCampaign.run(new CrashPlan(kills, clients, seed, directory), key.text(), kill -> {
            if (!quiet && kill % 10 == 0) {
                talk.println(kill + " kills");
            }
        });
        Console.out(spec).println(report.text());
        if (!quiet) {
            talk.println("journal, ledger and log: " + directory);
        }
        return report.holds() ? 0 : Failures.DIFFERENCES;
    }
}
