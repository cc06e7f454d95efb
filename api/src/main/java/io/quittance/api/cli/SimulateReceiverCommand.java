package io.quittance.api.cli;

import io.quittance.api.receiver.Moods;
import io.quittance.api.receiver.ReceiverServer;
import io.quittance.api.receiver.ReceiverSettings;
import io.quittance.api.receiver.Taken;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A merchant's receiver of webhooks: it verifies each and prints a line. */
@Command(
        name = "receiver",
        description =
                "Runs a merchant's receiver of webhooks on this machine, until it is stopped: it verifies each webhook"
                        + " with the endpoint's secret, answers as a merchant's server should, and prints a line.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance simulate receiver --port 8090 --secret whsec_… --refuse 2"})
final class SimulateReceiverCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--port",
            description = "Port; 0 picks a free one; default ${DEFAULT-VALUE}. (env QUITTANCE_RECEIVER_PORT)",
            defaultValue = "${env:QUITTANCE_RECEIVER_PORT:-8090}")
    int port;

    @Option(
            names = "--secret",
            split = ",",
            description = "The endpoint's secret, whsec_… or whpk_…, two while one takes the place of another; without"
                    + " it nothing is verified. (env QUITTANCE_WEBHOOK_SECRET)",
            defaultValue = "${env:QUITTANCE_WEBHOOK_SECRET}")
    List<String> secrets = List.of();

    @Option(
            names = "--refuse",
            description = "Answer so many with 503 before any is taken; default ${DEFAULT-VALUE}.",
            defaultValue = "0")
    long refusals;

    @Option(
            names = "--faults",
            description = "Faults and their rates, e.g. refuse=0.2,late=0.05,drop_response=0.01; default none.",
            defaultValue = "")
    String faults = "";

    @Option(names = "--seed", description = "Seed of the faults; default ${DEFAULT-VALUE}.", defaultValue = "1")
    long seed;

    @Option(
            names = "--log",
            description = "File to which every webhook is written as it came, on disk before it is answered.")
    @Nullable
    Path log;

    @Option(names = "--json", description = "Print a line of JSON for each.")
    boolean json;

    @Option(names = "--quiet", description = "Print only the line that says where it listens.")
    boolean quiet;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Console.out(spec);
        List<String> given = secrets.stream().filter(text -> !text.isBlank()).toList();
        try (ReceiverServer receiver = ReceiverServer.start(settings(given), Clock.systemUTC(), this::heard)) {
            if (given.isEmpty() && !quiet) {
                Console.err(spec).println("without --secret nothing is verified");
            }
            out.println("listening on " + receiver.url());
            out.flush();
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private ReceiverSettings settings(List<String> given) {
        return new ReceiverSettings(port, given, Moods.parse(faults, seed, refusals), log);
    }

    private void heard(Taken taken) {
        if (!quiet) {
            PrintWriter out = Console.out(spec);
            out.println(json ? taken.json() : taken.text());
            out.flush();
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
