package io.quittance.api.cli;

import io.quittance.api.Counterparty;
import io.quittance.api.HttpServer;
import io.quittance.api.ServerProbe;
import io.quittance.api.ServerSettings;
import io.quittance.api.Wiring;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.auth.ApiKeys;
import io.quittance.api.auth.StoredKeys;
import io.quittance.api.partner.Partner;
import io.quittance.engine.Journal;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.WebAddress;
import io.quittance.engine.id.Mode;
import io.quittance.engine.intent.CaptureWindow;
import io.quittance.persistence.Journals;
import io.quittance.persistence.access.AccessFile;
import io.quittance.persistence.inbox.InboxFile;
import io.quittance.terminal.link.Trust;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    private final ServerProbe probe;

    /** A server that nobody watches. */
    ServeCommand() {
        this(ServerProbe.NONE);
    }

    ServeCommand(ServerProbe probe) {
        this.probe = probe;
    }

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--dev",
            arity = "0..1",
            fallbackValue = "true",
            description = "Development mode: opens to one test key, from QUITTANCE_DEV_KEY or fresh, and to the test"
                    + " keys of `quittance keys`; refuses live keys. Without it, opens to the keys of `quittance keys`,"
                    + " and needs --acquirer. (env QUITTANCE_DEV)",
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
            description = "Base URL of the payment service provider, which speaks the Partner API, e.g. a simulated one"
                    + " (`quittance simulate acquirer`); without it, with --dev only, one is simulated in this"
                    + " process. (env QUITTANCE_ACQUIRER)",
            defaultValue = "${env:QUITTANCE_ACQUIRER}")
    @Nullable
    String acquirer;

    @Option(
            names = "--capture-days",
            description = "How many business days authorised money may wait for its capture; then it is released;"
                    + " default ${DEFAULT-VALUE}. (env QUITTANCE_CAPTURE_DAYS)",
            defaultValue = "${env:QUITTANCE_CAPTURE_DAYS:-5}")
    int captureDays;

    @Mixin
    ProviderOptions provider = new ProviderOptions();

    @Mixin
    TerminalOptions terminals = new TerminalOptions();

    @Mixin
    CardOptions cards = new CardOptions();

    @Mixin
    WebhookOptions webhooks = new WebhookOptions();

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
        Optional<String> fault = usageFault();
        if (fault.isPresent()) {
            talk.println("serve: " + fault.get());
            return Failures.USAGE;
        }
        Optional<ApiKey> devKey = dev ? Optional.of(DevKey.from(System.getenv())) : Optional.empty();
        Trust trust = terminals.trust();
        ServerSettings.Details details = new ServerSettings.Details(
                new CaptureWindow(captureDays),
                probe,
                system -> terminals.open(data, trust),
                webhooks.opening(data, dev, provider.publicUrl),
                () -> Optional.of(cards.open(data)),
                provider.publicUrl());
        Journal journal = Journals.embedded(data);
        StoredKeys stored = storedKeys();
        ApiKeys keys = devKey.map(key -> ApiKeys.single(key, DevKey.MERCHANT).or(stored))
                .orElse(stored);
        HttpServer server = Wiring.start(new ServerSettings(host, port, keys, journal, counterparty(), details));
        if (!quiet) {
            introduce(server, devKey, stored);
        }
        if (!DevKey.isGiven(System.getenv())) {
            devKey.ifPresent(key -> talk.println("test key: " + key.text()));
        }
        out.println("listening on " + server.baseUrl());
        out.flush();
        Throwable failure = server.engine().failed().toCompletableFuture().join();
        talk.println("serve: the journal failed, so this process ends: " + Failures.inWords(failure)
                + ". Nothing acknowledged is lost; start again when the disk is well.");
        return Failures.FAILED;
    }

    private Optional<String> usageFault() {
        if (!dev && !hasAcquirer()) {
            return Optional.of(
                    "without --dev it needs an acquirer: name one with --acquirer URL. It does not simulate one"
                            + " by itself, because a payment with a live key must never only look paid. To try"
                            + " Quittance out, start it with --dev.");
        }
        if (!provider.publicUrl.isEmpty() && !provider.isPublicUrlUsable()) {
            return Optional.of(
                    "--public-url is where others reach this server, e.g. https://pay.example/quittance, without"
                            + " a query, not " + provider.publicUrl);
        } else if (acquirer != null && hasAcquirer() && !WebAddress.isUsable(acquirer)) {
            return Optional.of("--acquirer is an http or https address, e.g. https://psp.example/api, not " + acquirer);
        }
        return captureDays < 1 || captureDays > Limits.CAPTURE_BUSINESS_DAYS_MAX
                ? Optional.of("--capture-days is 1 to " + Limits.CAPTURE_BUSINESS_DAYS_MAX + ", not " + captureDays)
                : terminals.fault().or(webhooks::fault);
    }

    /** The key store's keys; a development server opens to none that move real money. */
    private StoredKeys storedKeys() {
        Clock clock = Clock.systemUTC();
        return StoredKeys.watch(
                AccessFile.open(data.resolve(AccessFile.NAME), clock),
                dev ? EnumSet.of(Mode.TEST) : EnumSet.allOf(Mode.class),
                new StoredKeys.Time(clock, System::nanoTime));
    }

    private void introduce(HttpServer server, Optional<ApiKey> devKey, StoredKeys stored) {
        PrintWriter talk = Console.err(spec);
        talk.println("durability: " + server.engine().durability().promise());
        talk.println("data: " + data.toAbsolutePath().normalize());
        if (devKey.isEmpty() && stored.isEmpty()) {
            talk.println("no key opens this server yet. Make one, it is known within a second: quittance keys create"
                    + " --merchant shop --mode live --scopes payments,read --data " + data);
        }
    }

    private boolean hasAcquirer() {
        return acquirer != null && !acquirer.isBlank();
    }

    private Counterparty counterparty() throws IOException {
        return acquirer != null && hasAcquirer()
                ? Counterparty.of(new Partner(
                        provider.settings(URI.create(acquirer), data),
                        InboxFile.open(data),
                        Wiring.randomness(),
                        Clock.systemUTC()))
                : Counterparty.inProcess(
                        SimulatedAcquirer.open(
                                data.resolve("acquirer-ledger.jsonl"), FaultPlan.NONE, Clock.systemUTC()),
                        provider.publicUrl());
    }
}
