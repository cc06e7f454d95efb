package io.quittance.api.demo;

import io.quittance.api.demo.Shop.Answer;
import io.quittance.api.process.QuittanceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What a story is played on, each in a process of its own: a server, an acquirer, a terminal at which cards present
 * themselves, and one that waits for a person. Used by one thread; closing is safe for any.
 */
final class Stage implements AutoCloseable {

    /** As long as a real acquirer takes, so that there is a middle of a payment to be killed in. */
    private static final String ACQUIRER_FAULTS = "latency=400";

    private final Setting setting;
    private final QuittanceProcess acquirer;
    private final Till first;
    private final Till second;
    private volatile QuittanceProcess server;

    private Stage(Setting setting, QuittanceProcess acquirer, Till first, Till second) {
        this.setting = setting;
        this.acquirer = acquirer;
        this.first = first;
        this.second = second;
        this.server = startServer(setting.port());
    }

    /** Starts everything; what has started ends again when something does not. */
    static Stage open(Setting setting) {
        createDirectory(setting);
        CompletableFuture<QuittanceProcess> acquirer = CompletableFuture.supplyAsync(() -> startAcquirer(setting));
        CompletableFuture<Till> first =
                CompletableFuture.supplyAsync(() -> Till.start(setting, 1, "--card-time", "300"));
        CompletableFuture<Till> second = CompletableFuture.supplyAsync(() -> Till.start(setting, 2, "--manual"));
        try {
            return new Stage(setting, acquirer.join(), first.join(), second.join());
        } catch (RuntimeException e) {
            CompletableFuture<?> unused = CompletableFuture.allOf(
                    acquirer.thenAccept(QuittanceProcess::close),
                    first.thenAccept(Till::close),
                    second.thenAccept(Till::close));
            throw e;
        }
    }

    private static QuittanceProcess startAcquirer(Setting setting) {
        return QuittanceProcess.startLight(
                List.of(
                        "simulate",
                        "acquirer",
                        "--port",
                        "0",
                        "--ledger",
                        setting.data().resolve("acquirer-ledger.jsonl").toString(),
                        "--faults",
                        ACQUIRER_FAULTS),
                Map.of(),
                setting.log());
    }

    private QuittanceProcess startServer(int port) {
        return QuittanceProcess.startLight(
                List.of(
                        "serve",
                        "--dev",
                        "--quiet",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        setting.data().toString(),
                        "--acquirer",
                        acquirer.baseUrl()),
                Map.of("QUITTANCE_DEV_KEY", setting.apiKey()),
                setting.log());
    }

    Setting setting() {
        return setting;
    }

    /** A shop that pays through the server, wherever that listens now. */
    Shop shop() {
        return new Shop(URI.create(serverUrl()), setting.apiKey());
    }

    String serverUrl() {
        return server.baseUrl();
    }

    String acquirerUrl() {
        return acquirer.baseUrl();
    }

    /** The acquirer's own books. */
    Answer books() {
        return new Shop(URI.create(acquirer.baseUrl()), "none")
                .get("/ledger/summary")
                .join();
    }

    /** How often the acquirer took money. */
    long charges() {
        return books().field("/approved").asLong();
    }

    /** At which cards present themselves. */
    Till first() {
        return first;
    }

    /** Which waits for a person. */
    Till second() {
        return second;
    }

    void killServer() {
        server.kill();
    }

    void restartServer() {
        server = startServer(setting.port());
    }

    private static void createDirectory(Setting setting) {
        try {
            Files.createDirectories(setting.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        acquirer.close();
        first.close();
        second.close();
    }
}
