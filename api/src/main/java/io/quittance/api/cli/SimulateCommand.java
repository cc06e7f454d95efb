package io.quittance.api.cli;

import io.quittance.api.acquirer.AcquirerServer;
import io.quittance.api.acquirer.AcquirerSettings;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.partner.PartnerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stands in for the other side. */
@Command(
        name = "simulate",
        description = "Runs a stand-in for a counterparty.",
        mixinStandardHelpOptions = true,
        subcommands = {SimulateCommand.Acquirer.class, SimulateTerminalCommand.class, SimulateReceiverCommand.class},
        footer = {
            "",
            "Examples: quittance simulate acquirer --port 9090",
            "          quittance simulate terminal --port 8000",
            "          quittance simulate receiver --port 8090"
        })
final class SimulateCommand {

    private SimulateCommand() {}

    /** A payment service provider with a durable ledger of its own. */
    @Command(
            name = "acquirer",
            description =
                    "Runs a simulated payment service provider with a durable ledger of its own, until it is stopped."
                            + " It speaks the provider's side of the Partner API.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance simulate acquirer --port 9090 --faults latency=5,drop_response=0.01"})
    static final class Acquirer implements Callable<Integer> {

        @Spec
        @Nullable
        CommandSpec spec;

        @Option(
                names = "--port",
                description = "Port; 0 picks a free one; default ${DEFAULT-VALUE}. (env QUITTANCE_ACQUIRER_PORT)",
                defaultValue = "${env:QUITTANCE_ACQUIRER_PORT:-9090}")
        int port;

        @Option(
                names = "--ledger",
                description = "The ledger's file; default ${DEFAULT-VALUE}. (env QUITTANCE_ACQUIRER_LEDGER)",
                defaultValue = "${env:QUITTANCE_ACQUIRER_LEDGER:-quittance-data/acquirer-ledger.jsonl}")
        Path ledger = Path.of("");

        @Option(
                names = "--faults",
                description = "Faults and their rates; default none. (env QUITTANCE_ACQUIRER_FAULTS)",
                defaultValue = "${env:QUITTANCE_ACQUIRER_FAULTS:-}")
        String faults = "";

        @Option(
                names = "--seed",
                description = "Seed of the faults; default ${DEFAULT-VALUE}. (env QUITTANCE_ACQUIRER_SEED)",
                defaultValue = "${env:QUITTANCE_ACQUIRER_SEED:-1}")
        long seed;

        @Option(
                names = "--not-idempotent",
                description = "An order that comes again moves money again, and the ledger shows it.")
        boolean notIdempotent;

        @Option(names = "--no-refunds", description = "Offer no refunds.")
        boolean noRefunds;

        @Option(
                names = "--jwks",
                description = "File or URL of the keys that requests must be signed with, e.g."
                        + " quittance-data/partner-jwks.json; without it every request is believed.")
        @Nullable
        String jwks;

        @Option(
                names = "--audience",
                description = "Whom requests must be signed for; default ${DEFAULT-VALUE}.",
                defaultValue = PartnerSettings.AUDIENCE)
        String audience = "";

        @Option(
                names = "--client",
                description = "File with clientId and clientSecret for webhooks, e.g."
                        + " quittance-data/partner-client.json; without it none are sent.")
        @Nullable
        Path client;

        @Override
        public Integer call() throws IOException, InterruptedException {
            PrintWriter out = Console.out(spec);
            AcquirerSettings.Provider provider =
                    new AcquirerSettings.Provider(!notIdempotent, !noRefunds, audience, jwks, client);
            AcquirerSettings settings =
                    new AcquirerSettings("127.0.0.1", port, ledger, FaultPlan.parse(faults, seed), provider);
            try (AcquirerServer server = AcquirerServer.start(settings, Clock.systemUTC())) {
                out.println("listening on " + server.baseUrl());
                out.flush();
                new CountDownLatch(1).await();
            }
            return 0;
        }
    }
}
