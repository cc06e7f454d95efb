package io.quittance.api.cli;

import io.quittance.terminal.simulator.FaultPlan;
import io.quittance.terminal.simulator.SimulatorSettings;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A payment terminal with a durable ledger of its own and a screen in the browser. */
@Command(
        name = "terminal",
        description =
                "Runs a simulated payment terminal with a durable ledger of its own, until it is stopped. It speaks"
                        + " JSON-RPC over HTTP, WebSocket and TCP, each also under TLS, and shows its screen in the"
                        + " browser.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The last two digits of an amount say what happens: 51 and 54 decline, 68 takes the money and never",
            "answers, 91 does nothing, 11 is canceled, 12 times out, 14 and 15 start the device anew.",
            "",
            "Example: quittance simulate terminal --port 8000 --api-key 1234abcd --faults drop_after=0.05,reboot=0.01"
        })
final class SimulateTerminalCommand implements Callable<Integer> {

    private static final int HTTPS = 8443;
    private static final int TCP = 9000;
    private static final int TLS = 9443;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--port",
            description = "Port of HTTP, WebSocket and the screen; 0 picks a free one, also for the ports that are not"
                    + " given; default ${DEFAULT-VALUE}. (env QUITTANCE_TERMINAL_PORT)",
            defaultValue = "${env:QUITTANCE_TERMINAL_PORT:-8000}")
    int port;

    @Option(
            names = "--https-port",
            description =
                    "Port of HTTP and WebSocket under TLS; default " + HTTPS + ". (env QUITTANCE_TERMINAL_HTTPS_PORT)",
            defaultValue = "${env:QUITTANCE_TERMINAL_HTTPS_PORT}")
    @Nullable
    Integer httpsPort;

    @Option(
            names = "--tcp-port",
            description = "Port of frames; default " + TCP + ". (env QUITTANCE_TERMINAL_TCP_PORT)",
            defaultValue = "${env:QUITTANCE_TERMINAL_TCP_PORT}")
    @Nullable
    Integer tcpPort;

    @Option(
            names = "--tls-port",
            description = "Port of frames under TLS; default " + TLS + ". (env QUITTANCE_TERMINAL_TLS_PORT)",
            defaultValue = "${env:QUITTANCE_TERMINAL_TLS_PORT}")
    @Nullable
    Integer tlsPort;

    @Option(
            names = "--directory",
            description = "What it keeps: ledger, certificate, key; default ${DEFAULT-VALUE}."
                    + " (env QUITTANCE_TERMINAL_DIRECTORY)",
            defaultValue = "${env:QUITTANCE_TERMINAL_DIRECTORY:-quittance-data/terminal}")
    Path directory = Path.of("");

    @Option(
            names = "--serial-number",
            description = "Who pairs has to know it; default ${DEFAULT-VALUE}. (env QUITTANCE_TERMINAL_SERIAL_NUMBER)",
            defaultValue = "${env:QUITTANCE_TERMINAL_SERIAL_NUMBER:-SIM-0881818}")
    String serialNumber = "";

    @Option(
            names = "--terminal-id",
            description = "The acquirer's name of it; default ${DEFAULT-VALUE}. (env QUITTANCE_TERMINAL_ID)",
            defaultValue = "${env:QUITTANCE_TERMINAL_ID:-0881818}")
    String terminalId = "";

    @Option(
            names = "--api-key",
            description = "The key of its clients, eight hexadecimal digits; without it they pair."
                    + " (env QUITTANCE_TERMINAL_API_KEY)",
            defaultValue = "${env:QUITTANCE_TERMINAL_API_KEY:-}")
    String apiKey = "";

    @Option(
            names = "--manual",
            description = "A person presents cards on the screen's page; otherwise they do it themselves.")
    boolean isManual;

    @Option(
            names = "--card-time",
            description = "Milliseconds until a card presents itself; default ${DEFAULT-VALUE}."
                    + " (env QUITTANCE_TERMINAL_CARD_TIME)",
            defaultValue = "${env:QUITTANCE_TERMINAL_CARD_TIME:-20}")
    long cardMillis;

    @Option(
            names = "--boot-time",
            description =
                    "Milliseconds that a start takes; default ${DEFAULT-VALUE}. (env QUITTANCE_TERMINAL_BOOT_TIME)",
            defaultValue = "${env:QUITTANCE_TERMINAL_BOOT_TIME:-200}")
    long bootMillis;

    @Option(
            names = "--faults",
            description = "Faults and their rates; default none. (env QUITTANCE_TERMINAL_FAULTS)",
            defaultValue = "${env:QUITTANCE_TERMINAL_FAULTS:-}")
    String faults = "";

    @Option(
            names = "--seed",
            description = "Seed of the faults; default ${DEFAULT-VALUE}. (env QUITTANCE_TERMINAL_SEED)",
            defaultValue = "${env:QUITTANCE_TERMINAL_SEED:-1}")
    long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Console.out(spec);
        try (TerminalSimulator terminal = TerminalSimulator.start(settings(), Clock.systemUTC())) {
            Stream.of(terminal.http(), terminal.https(), terminal.ws(), terminal.wss(), terminal.tcp(), terminal.tls())
                    .forEach(address -> out.println("listening on " + address));
            out.println("screen at " + terminal.screen());
            out.println("certificate SHA-256 " + terminal.certificateFingerprint());
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private SimulatorSettings settings() {
        return SimulatorSettings.defaults(directory)
                .withPorts(port, port(httpsPort, HTTPS), port(tcpPort, TCP), port(tlsPort, TLS))
                .withSerialNumber(serialNumber)
                .withTerminalId(terminalId)
                .withApiKey(apiKey.isEmpty() ? null : apiKey)
                .withAutomatic(!isManual)
                .withCardTime(Duration.ofMillis(cardMillis))
                .withBootTime(Duration.ofMillis(bootMillis))
                .withFaults(FaultPlan.parse(faults), seed);
    }

    /** The device's usual port, unless a free one is wanted. */
    private int port(@Nullable Integer given, int usual) {
        int otherwise = port == 0 ? 0 : usual;
        return given == null ? otherwise : given;
    }
}
