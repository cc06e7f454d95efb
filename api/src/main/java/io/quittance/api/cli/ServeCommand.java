package io.quittance.api.cli;

import io.quittance.api.Counterparty;
import io.quittance.api.HttpServer;
import io.quittance.api.ServerSettings;
import io.quittance.api.Wiring;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.auth.ApiKeys;
import io.quittance.engine.Journal;
import io.quittance.persistence.Journals;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is stopped. */
@Command(
        name = "serve",
        description = "Runs the server on the embedded journal until it is stopped.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance serve --dev --port 8080 --data ./quittance-data"})
final class ServeCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--dev",
            arity = "0..1",
            fallbackValue = "true",
            description = "Development mode: one test key, from QUITTANCE_DEV_KEY or fresh. (env QUITTANCE_DEV)",
            defaultValue = "${env:QUITTANCE_DEV:-false}")
    boolean dev;

    @Option(
            names = "--host",
            description = "Address to listen on; default ${DEFAULT-VALUE}. (env QUITTANCE_HOST)",
            defaultValue = "${env:QUITTANCE_HOST:-127.0.0.1}")
    String host = "";

    @Option(
            names = "--port",
            description = "Port; 0 picks a free one; default ${DEFAULT-VALUE}. (env QUITTANCE_PORT)",
            defaultValue = "${env:QUITTANCE_PORT:-8080}")
    int port;

    @Option(
            names = "--data",
            description = "Directory that holds everything; default ${DEFAULT-VALUE}. (env QUITTANCE_DATA)",
            defaultValue = "${env:QUITTANCE_DATA:-quittance-data}")
    Path data = Path.of("");

    @Option(
            names = "--acquirer",
            description = "Base URL of a simulated acquirer in a process of its own (`quittance simulate acquirer`);"
                    + " without it one runs in this process. (env QUITTANCE_ACQUIRER)",
            defaultValue = "${env:QUITTANCE_ACQUIRER}")
    @Nullable
    String acquirer;

    @Option(
            names = "--quiet",
            arity = "0..1",
            fallbackValue = "true",
            description = "Print only the line that says where it listens. (env QUITTANCE_QUIET)",
            defaultValue = "${env:QUITTANCE_QUIET:-false}")
    boolean quiet;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Console.out(spec);
        PrintWriter talk = Console.err(spec);
        if (!dev) {
            talk.println("serve: this version has no key store yet, so nobody could call it. Start it with --dev.");
            return Failures.USAGE;
        }
        ApiKey key = DevKey.from(System.getenv());
        Journal journal = Journals.embedded(data);
        HttpServer server = Wiring.start(
                new ServerSettings(host, port, ApiKeys.single(key, DevKey.MERCHANT), journal, counterparty()));
        if (!quiet) {
            talk.println("durability: " + server.engine().durability().promise());
            talk.println("data: " + data.toAbsolutePath().normalize());
            if (System.getenv(DevKey.VARIABLE) == null) {
                talk.println("test key: " + key.text());
            }
        }
        out.println("listening on " + server.baseUrl());
        out.flush();
        Throwable failure = server.engine().failed().toCompletableFuture().join();
        talk.println("serve: the journal failed, so this process ends: " + Failures.inWords(failure)
                + ". Nothing acknowledged is lost; start again when the disk is well.");
        return Failures.FAILED;
    }

    private Counterparty counterparty() throws IOException {
        return acquirer == null || acquirer.isBlank()
                ? Counterparty.inProcess(SimulatedAcquirer.open(
                        data.resolve("acquirer-ledger.jsonl"), FaultPlan.NONE, Clock.systemUTC()))
                : Counterparty.at(URI.create(acquirer));
    }
}
