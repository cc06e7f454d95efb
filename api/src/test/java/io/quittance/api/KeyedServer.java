package io.quittance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.acquirer.LedgerSummary;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.auth.StoredKeys;
import io.quittance.api.openapi.AnswerCheck;
import io.quittance.api.terminals.Tills;
import io.quittance.engine.id.Mode;
import io.quittance.engine.intent.CaptureWindow;
import io.quittance.persistence.Journals;
import io.quittance.persistence.access.AccessFile;
import io.quittance.persistence.access.KeyGrant;
import io.quittance.persistence.cards.CardFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real server that opens to the keys of a real key store, and a client that calls it with one of them by name. Time
 * stands still for the keys' allowances, until a test moves it.
 */
public final class KeyedServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> keys = new HashMap<>();
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private final AtomicLong nanos = new AtomicLong();
    private final Path access;
    private final SimulatedAcquirer acquirer;
    private final HttpServer server;
    private final Tills tills;

    private KeyedServer(Path directory, Map<String, KeyGrant> grants) throws IOException {
        access = directory.resolve(AccessFile.NAME);
        AccessFile file = AccessFile.open(access, Clock.systemUTC());
        grants.forEach((name, grant) -> keys.put(name, add(file, grant)));
        acquirer = SimulatedAcquirer.open(directory.resolve("acquirer.jsonl"), FaultPlan.NONE, Clock.systemUTC());
        server = Wiring.start(new ServerSettings(
                "127.0.0.1",
                0,
                StoredKeys.watch(file, EnumSet.allOf(Mode.class), new StoredKeys.Time(Clock.systemUTC(), nanos::get)),
                Journals.embedded(directory),
                Counterparty.inProcess(acquirer, ""),
                new ServerSettings.Details(
                        CaptureWindow.DEFAULT,
                        ServerProbe.NONE,
                        system -> Tills.desk(directory),
                        (system, baseUrl) -> Optional.empty(),
                        () -> Optional.of(CardFile.open(
                                directory,
                                directory.resolve(CardFile.KEYS_NAME),
                                Clock.systemUTC(),
                                Wiring.randomness())))));
        tills = new Tills(directory);
    }

    /** Starts one with these keys. */
    public static KeyedServer start(Path directory, Map<String, KeyGrant> grants) {
        try {
            return new KeyedServer(directory, grants);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a fresh key into the store, and gives it as it is presented. */
    public static String add(AccessFile file, KeyGrant grant) {
        ApiKey key = ApiKey.generate(grant.tenant().mode(), Wiring.randomness());
        file.add(key.id(), HexFormat.of().formatHex(key.hash()), grant);
        return key.text();
    }

    /** Revokes the key of this name as another process would: the server finds out by itself. */
    public void revoke(String name) {
        try (AccessFile file = AccessFile.open(access, Clock.systemUTC())) {
            file.revoke(key(name).split("_")[2]);
        }
    }

    /** The key of this name, as it is presented. */
    public String key(String name) {
        return keys.get(name);
    }

    public HttpResponse<String> get(String name, String path) {
        return send(request(name, path).GET());
    }

    /** A POST of JSON without an idempotency key. */
    public HttpResponse<String> post(String name, String path, String body) {
        return send(json(name, path, body));
    }

    public HttpResponse<String> post(String name, String path, String idempotencyKey, String body) {
        return send(json(name, path, body).header("Idempotency-Key", idempotencyKey));
    }

    private HttpRequest.Builder json(String name, String path, String body) {
        return request(name, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    /** A request with the key of this name and nothing else in it yet. */
    public HttpRequest.Builder request(String name, String path) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .header("Authorization", "Bearer " + keys.getOrDefault(name, name));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return sendAsync(request).join();
    }

    public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString())
                .thenApply(this::heldAgainstTheDocument);
    }

    private HttpResponse<String> heldAgainstTheDocument(HttpResponse<String> response) {
        String method = response.request().method();
        String path =
                response.request().uri().toString().substring(server.baseUrl().length());
        Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
        assertThat(AnswerCheck.complaints(method, path, answer))
                .as("what the document does not know")
                .isEmpty();
        AnswerCheck.name(method, path, answer).ifPresent(given::add);
        return response;
    }

    /** Which of the documented answers were given so far. */
    public Set<String> given() {
        return Set.copyOf(given);
    }

    /** A field at the top of an answer's JSON, as text. */
    public static String field(HttpResponse<String> answer, String name) {
        try {
            return JSON.readTree(answer.body()).path(name).asText();
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + answer.body(), e);
        }
    }

    /** Lets time pass for the keys' allowances. */
    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** How many events were written since the start. */
    public long recorded() {
        return server.engine().journalCounters().events();
    }

    /** Devices that can be registered at it; they end with it. */
    public Tills tills() {
        return tills;
    }

    public LedgerSummary ledger() {
        return acquirer.summary();
    }

    @Override
    public void close() {
        server.close();
        tills.close();
    }
}
