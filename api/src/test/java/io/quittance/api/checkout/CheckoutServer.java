package io.quittance.api.checkout;

import io.quittance.api.Counterparty;
import io.quittance.api.HttpServer;
import io.quittance.api.ServerProbe;
import io.quittance.api.ServerSettings;
import io.quittance.api.Wiring;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.acquirer.LedgerSummary;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.auth.ApiKeys;
import io.quittance.api.terminals.Tills;
import io.quittance.api.webhooks.Receiver;
import io.quittance.engine.id.Mode;
import io.quittance.engine.intent.CaptureWindow;
import io.quittance.persistence.Journals;
import io.quittance.persistence.cards.CardFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A whole server on its files, with a merchant's key and with a clock that a test moves on. It may be stopped, and
 * started again on the same files and the same port.
 */
final class CheckoutServer implements AutoCloseable {
    private final ApiKey key = ApiKey.generate(Mode.TEST, Wiring.randomness());
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Clock.systemUTC().instant().plus(passed.get());
    private final Path directory;
    private SimulatedAcquirer acquirer;
    private HttpServer server;

    private CheckoutServer(Path directory) {
        this.directory = directory;
        open(0);
    }

    static CheckoutServer start(Path directory) {
        return new CheckoutServer(directory);
    }

    private void open(int port) {
        try {
            acquirer = SimulatedAcquirer.open(directory.resolve("acquirer.jsonl"), FaultPlan.NONE, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProbe moved = new ServerProbe() {
            @Override
            public InstantSource clock(InstantSource usual) {
                return clock;
            }
        };
        server = Wiring.start(new ServerSettings(
                "127.0.0.1",
                port,
                ApiKeys.single(key, "shop"),
                Journals.embedded(directory),
                Counterparty.inProcess(acquirer, ""),
                new ServerSettings.Details(
                        CaptureWindow.DEFAULT,
                        moved,
                        system -> Tills.desk(directory),
                        Receiver.opening(directory),
                        () -> Optional.of(CardFile.open(
                                directory, directory.resolve(CardFile.KEYS_NAME), clock, Wiring.randomness())))));
    }

    /** The merchant's key. */
    String key() {
        return key.text();
    }

    /** Its merchant, also after it was started again. */
    Merchant merchant() {
        return new Merchant(() -> server.baseUrl(), key.text());
    }

    URI address() {
        return URI.create(server.baseUrl());
    }

    /** Time passes for all of it. */
    void pass(Duration time) {
        passed.updateAndGet(time::plus);
    }

    /** The clock that it goes by. */
    InstantSource clock() {
        return clock;
    }

    /** What the acquirer recorded. */
    LedgerSummary ledger() {
        return acquirer.summary();
    }

    /** Stops it, lets time pass, and starts it again where it was. */
    void restartAfter(Duration time) {
        int port = address().getPort();
        server.close();
        pass(time);
        open(port);
    }

    @Override
    public void close() {
        server.close();
    }
}
