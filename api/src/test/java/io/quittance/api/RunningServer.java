package io.quittance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.ServerSettings.WebhookOpening;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.acquirer.LedgerSummary;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.acquirer.SimulatedAuthenticator;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.auth.ApiKeys;
import io.quittance.api.cards.BrokenCards;
import io.quittance.api.openapi.AnswerCheck;
import io.quittance.api.terminals.BrokenTerminals;
import io.quittance.api.terminals.Tills;
import io.quittance.api.webhooks.BrokenWebhooks;
import io.quittance.api.webhooks.Receiver;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.id.Mode;
import io.quittance.engine.terminal.NoTerminals;
import io.quittance.engine.terminal.Terminals;
import io.quittance.engine.vault.CardVault;
import io.quittance.persistence.Journals;
import io.quittance.persistence.cards.CardFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real server on a free port of loopback: the journal on disk in its directory, an acquirer in this process, and a
 * merchant's key. Closing it closes everything that it opened. Every answer to {@link #send} is held against the
 * contract's document, so that whatever a test provokes must be documented.
 *
 * <p>As a registered extension it is there for all tests of a class when its field is static, and afresh for each test
 * otherwise.
 */
public final class RunningServer
        implements AutoCloseable, BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ApiKey key = ApiKey.generate(Mode.TEST, Wiring.randomness());
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private final String merchant;
    private final FaultPlan faults;
    private final Set<Capability> offers;
    private Function<Path, Terminals> desk = Tills::desk;
    private Path directory;
    private SimulatedAcquirer acquirer;
    private Tills tills;
    private Function<Path, WebhookOpening> post = Receiver::opening;
    private ServerProbe probe = ServerProbe.NONE;
    private Function<Path, Optional<CardVault>> cards = RunningServer::vault;
    private HttpServer server;
    private boolean isForOneTest;

    private RunningServer(String merchant, FaultPlan faults, Set<Capability> offers) {
        this.merchant = merchant;
        this.faults = faults;
        this.offers = offers;
    }

    /** Starts one whose merchant is {@code shop} and whose acquirer works well. */
    public static RunningServer start(Path directory) {
        return start(directory, "shop", FaultPlan.NONE);
    }

    public static RunningServer start(Path directory, String merchant, FaultPlan faults) {
        return start(directory, merchant, faults, EnumSet.allOf(Capability.class));
    }

    /** One whose acquirer offers no more than this. */
    public static RunningServer start(Path directory, String merchant, FaultPlan faults, Set<Capability> offers) {
        RunningServer running = new RunningServer(merchant, faults, offers);
        running.open(directory);
        return running;
    }

    /**
     * One that has no terminals, no webhooks and no cards, and can have none; with an acquirer that offers no more than
     * this.
     */
    public static RunningServer startWithoutTerminals(Path directory, Set<Capability> offers) {
        return start(directory, offers, data -> new NoTerminals(), running -> {
            running.post = data -> (system, baseUrl) -> Optional.empty();
            running.cards = data -> Optional.empty();
        });
    }

    /** One that has lost everything about its terminals, webhooks and cards. */
    public static RunningServer startWithBrokenTerminals(Path directory) {
        return start(directory, EnumSet.allOf(Capability.class), data -> new BrokenTerminals(), running -> {
            running.probe = new BrokenWebhooks();
            running.cards = data -> Optional.of(new BrokenCards());
        });
    }

    private static RunningServer start(
            Path directory, Set<Capability> offers, Function<Path, Terminals> desk, Consumer<RunningServer> change) {
        RunningServer running = new RunningServer("shop", FaultPlan.NONE, offers);
        running.desk = desk;
        change.accept(running);
        running.open(directory);
        return running;
    }

    /** One for the tests of a class, to be registered; in a directory of its own that goes with it. */
    public static RunningServer forTests() {
        return new RunningServer("shop", FaultPlan.NONE, EnumSet.allOf(Capability.class));
    }

    private void open(Path home) {
        directory = home;
        tills = new Tills(directory);
        try {
            acquirer = SimulatedAcquirer.open(directory.resolve("acquirer.jsonl"), faults, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Counterparty inProcess = Counterparty.inProcess(acquirer, "");
        server = Wiring.start(new ServerSettings(
                "127.0.0.1",
                0,
                ApiKeys.single(key, merchant),
                Journals.embedded(directory),
                new Counterparty(
                        system -> new LimitedConnector(acquirer, offers),
                        inProcess.routes(),
                        inProcess.listensAt(),
                        inProcess.authenticator(),
                        acquirer),
                details()));
    }

    private static Optional<CardVault> vault(Path data) {
        return Optional.of(
                CardFile.open(data, data.resolve(CardFile.KEYS_NAME), Clock.systemUTC(), Wiring.randomness()));
    }

    private ServerSettings.Details details() {
        ServerSettings.Details usual = ServerSettings.Details.USUAL;
        return new ServerSettings.Details(
                usual.captureWindow(),
                probe,
                system -> desk.apply(directory),
                post.apply(directory),
                () -> cards.apply(directory));
    }

    /** The issuers of its cards. */
    public SimulatedAuthenticator issuers() {
        return acquirer.authenticator();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        open(Files.createTempDirectory("quittance"));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (server == null) {
            isForOneTest = true;
            open(Files.createTempDirectory("quittance"));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (isForOneTest) {
            afterAll(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** An answer as it came. */
    public record Answer(int status, HttpHeaders headers, String body) {

        /** The first header of this name; empty when there is none. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + body, e);
            }
        }

        /** The code of a refusal. */
        public String code() {
            return json().path("code").asText();
        }
    }

    /** A request with nothing in it yet. */
    public HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).timeout(PATIENCE);
    }

    /** A request with the merchant's key. */
    public HttpRequest.Builder authorized(String path) {
        return bare(path).header("Authorization", "Bearer " + key.text());
    }

    /** A request with the merchant's key and this body of JSON. */
    public HttpRequest.Builder json(String path, String body) {
        return authorized(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    public Answer get(String path) {
        return send(authorized(path).GET());
    }

    /** A POST of JSON without an idempotency key. */
    public Answer post(String path, String body) {
        return send(json(path, body));
    }

    public Answer post(String path, String idempotencyKey, String body) {
        return send(json(path, body).header("Idempotency-Key", idempotencyKey));
    }

    public Answer send(HttpRequest.Builder request) {
        return sendAsync(request)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    public CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(this::answer);
    }

    private Answer answer(HttpResponse<String> response) {
        Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
        String path =
                response.request().uri().toString().substring(server.baseUrl().length());
        assertThat(AnswerCheck.complaints(response.request().method(), path, answer))
                .as("what the document does not know")
                .isEmpty();
        AnswerCheck.name(response.request().method(), path, answer).ifPresent(given::add);
        return answer;
    }

    /** Which of the documented answers were given so far. */
    public Set<String> given() {
        return Set.copyOf(given);
    }

    public ApiKey key() {
        return key;
    }

    public URI baseUrl() {
        return URI.create(server.baseUrl());
    }

    public PaymentEngine engine() {
        return server.engine();
    }

    /** Devices that can be registered at it; they end with it. */
    public Tills tills() {
        return tills;
    }

    /** Where it keeps everything. */
    public Path directory() {
        return directory;
    }

    /** How many events the journal holds that were written since the start. */
    public long recorded() {
        return server.engine().journalCounters().events();
    }

    public LedgerSummary ledger() {
        return acquirer.summary();
    }

    /** The acquirer settles all captured money. */
    public void settle() {
        acquirer.settle().toCompletableFuture().join();
    }

    @Override
    public void close() {
        server.close();
        tills.close();
    }
}
