package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.acquirer.FaultPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, the feed, what became of a key, and versions, over the wire. */
final class ReadingTest {

    private static final int PAYMENTS = 1_000;
    private static final int WRITERS = 8;

    @TempDir
    private Path directory;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(directory, "shop", FaultPlan.NONE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aListIsPagedByACursorAndFilteredByItsParameters() {
        for (int i = 1; i <= 3; i++) {
            pay("cart-" + i, 1250);
        }
        pay("cart-4", 1251);

        JsonNode first = list("limit=3");
        JsonNode second = list("limit=3&after=" + first.path("next_cursor").asText());

        assertThat(first.path("object").asText()).isEqualTo("list");
        assertThat(references(first)).containsExactly("cart-4", "cart-3", "cart-2");
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(references(second)).containsExactly("cart-1");
        assertThat(second.path("has_more").asBoolean()).isFalse();
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(second.path("as_of").asLong()).isEqualTo(12);
        assertThat(references(list("status=failed"))).containsExactly("cart-4");
        assertThat(references(list("reference_id=cart-2"))).containsExactly("cart-2");
        assertThat(references(list("in_doubt=true"))).isEmpty();
        assertThat(references(list("created_to=2020-01-01T00:00:00Z"))).isEmpty();
        assertThat(references(list("created_from=2020-01-01T00:00:00%2B01:00"))).hasSize(4);
        assertThat(first.at("/data/0"))
                .isEqualTo(server.get(
                                "/v1/payment_intents/" + first.at("/data/0/id").asText())
                        .json());
    }

    @Test
    void everyFaultOfAQueryIsToldAtOnce() {
        Answer answer = server.get(
                "/v1/payment_intents?limit=0&status=paid&in_doubt=yes&created_from=today&limit=7&colour=red&after=x");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/limit", "/status", "/in_doubt", "/created_from", "/colour", "/after");
        assertThat(server.get("/v1/payment_intents?limit=101&after=x")
                        .json()
                        .path("errors")
                        .findValuesAsText("pointer"))
                .containsExactly("/limit", "/after");
    }

    /**
     * Goal: no duplicate and no gap. Method: a thousand payments are sent from several threads while a reader goes
     * through all pages again and again; every pass holds all that was answered before it began, once.
     */
    @Test
    void allPagesAreReadWhileAThousandPaymentsAreWritten() {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = writer; i < PAYMENTS; i += WRITERS) {
                        assertThat(pay("cart-" + i, 1250).status()).isEqualTo(201);
                        answered.add("cart-" + i);
                    }
                }))
                .toList();
        CompletableFuture<Void> writing = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
        do {
            Set<String> known = new HashSet<>(answered);
            assertThat(allReferences()).doesNotHaveDuplicates().containsAll(known);
        } while (!writing.isDone());
        writing.join();

        assertThat(allReferences()).hasSize(PAYMENTS).containsExactlyInAnyOrderElementsOf(answered);
    }

    @Test
    void theFeedIsReadOnFromTheLastEventThatWasHandled() {
        pay("cart-1", 1250);
        pay("cart-2", 1251);

        JsonNode first = server.get("/v1/events?limit=4").json();
        JsonNode rest = server.get(
                        "/v1/events?after=" + first.path("next_cursor").asText())
                .json();

        assertThat(types(first))
                .containsExactly(
                        "payment_intent.created",
                        "payment_intent.pending",
                        "payment_intent.succeeded",
                        "payment_intent.created");
        assertThat(types(rest)).containsExactly("payment_intent.pending", "payment_intent.failed");
        assertThat(rest.at("/data/1/data/status").asText()).isEqualTo("failed");
        assertThat(rest.at("/data/1/intent_sequence").asInt()).isEqualTo(3);
        assertThat(types(server.get("/v1/events?type=payment_intent.failed,payment_intent.in_doubt")
                        .json()))
                .containsExactly("payment_intent.failed");
        assertThat(server.get("/v1/events?type=payment_intent.lost").code()).isEqualTo("validation");
        assertThat(server.get("/v1/events?after=9").code()).isEqualTo("validation");
    }

    /** Goal: whoever lost the connection misses nothing. Method: the stream is cut and taken up at its last id. */
    @Test
    void theFeedIsAlsoAStreamThatIsTakenUpWhereItBroke() throws IOException, InterruptedException {
        pay("cart-1", 1250);
        List<String> first = heard(null, 3);
        pay("cart-2", 1250);
        List<String> rest = heard(first.get(2), 3);

        assertThat(first).containsExactly("ev_1", "ev_2", "ev_3");
        assertThat(rest).containsExactly("ev_4", "ev_5", "ev_6");
    }

    private List<String> heard(String lastEventId, int count) throws IOException, InterruptedException {
        var request = server.authorized("/v1/events").header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        List<String> ids = new ArrayList<>();
        var answer = HttpClient.newHttpClient().send(request.GET().build(), BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        try (InputStream body = answer.body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            while (ids.size() < count) {
                String line = lines.readLine();
                if (line.startsWith("id:")) {
                    ids.add(line.substring(3).trim());
                }
            }
        }
        return ids;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1250, completed, succeeded
            1251, completed, failed
            1268, in_doubt,  pending
            1291, absent,    created
            """)
    void aKeyIsToldByTheIntentThatOwnsIt(long amount, String state, String status) {
        server.send(server.json("/v1/payments", PaymentJson.with("cart", amount, "\"wait_seconds\":1"))
                .header("Idempotency-Key", "a/key"));

        JsonNode told = server.get("/v1/idempotency/a%2Fkey?path=/v1/payments").json();

        assertThat(told.path("state").asText()).isEqualTo(state);
        assertThat(told.at("/resource/status").asText()).isEqualTo(status);
    }

    @Test
    void aKeyIsTheSameInQuotes() {
        pay("cart-1", 1250);

        assertThat(server.get("/v1/idempotency/%22cart-1%22?path=/v1/payments")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("completed");
    }

    @Test
    void aKeyThatNobodySentIsAbsentAndAPathWithoutKeysIsRefused() {
        JsonNode told = server.get("/v1/idempotency/unheard?path=/v1/payments").json();
        assertThat(told.path("state").asText()).isEqualTo("absent");
        assertThat(told.path("resource").isNull()).isTrue();

        String id = pay("cart-1", 1250).json().path("id").asText();
        assertThat(server.get("/v1/idempotency/cart-1?path=/v1/payment_intents/" + id + "/attempts")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("absent");
        assertThat(server.get("/v1/idempotency/cart-1?path=/v1/payment").code()).isEqualTo("validation");
        assertThat(server.get("/v1/idempotency/cart-1").code()).isEqualTo("validation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"4\"", "3", "W/\"3\"", "\"3\", \"4\"", "nonsense"})
    void anAttemptOnAnotherVersionIsRefused(String ifMatch) {
        String id = pay("cart-1", 1251).json().path("id").asText();
        long recorded = server.recorded();

        Answer answer = attempt(id, "key-2", ifMatch);

        assertThat(answer.code()).isEqualTo("precondition_failed");
        assertThat(answer.status()).isEqualTo(412);
        assertThat(server.recorded()).isEqualTo(recorded);
    }

    @Test
    void anAttemptOnTheVersionThatWasSeenRunsAndItsRepeatIsAReplay() {
        Answer declined = pay("cart-1", 1251);
        String id = declined.json().path("id").asText();

        Answer second = attempt(id, "key-2", declined.header("ETag"));
        Answer repeat = attempt(id, "key-2", declined.header("ETag"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("attempts")).hasSize(2);
        assertThat(repeat.body()).isEqualTo(second.body());
    }

    /** A header that asks for what is not done here must not be ignored: the payment would be made without it. */
    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "Test-Fault"})
    void aHeaderThatWouldBeIgnoredIsRefused(String name) {
        Answer answer = server.send(server.json("/v1/payments", PaymentJson.of("cart-1", 1250))
                .header("Idempotency-Key", "key-1")
                .header(name, "\"1\""));

        assertThat(answer.code()).isEqualTo("validation");
        assertThat(answer.json().path("errors").findValuesAsText("pointer")).containsExactly("/" + name);
        assertThat(server.recorded()).isZero();
    }

    @Test
    void anIntentIsToldWithItsEventsWhenThatIsAsked() {
        String path = pay("cart-1", 1250).header("Location");

        JsonNode told = server.get(path + "?expand=attempts,events").json();

        assertThat(told.path("events").findValuesAsText("sequence")).containsExactly("1", "2", "3");
        assertThat(told.path("attempts")).hasSize(1);
        assertThat(server.get(path).json().has("events")).isFalse();
        assertThat(server.get(path + "?expand=everything").code()).isEqualTo("validation");
    }

    private Answer pay(String reference, long amount) {
        return server.post("/v1/payments", reference, PaymentJson.of(reference, amount));
    }

    private Answer attempt(String id, String key, String ifMatch) {
        return server.send(server.json(
                        "/v1/payment_intents/" + id + "/attempts", "{\"payment_method\":" + PaymentJson.METHOD + "}")
                .header("Idempotency-Key", key)
                .header("If-Match", ifMatch));
    }

    private JsonNode list(String query) {
        Answer answer = server.get("/v1/payment_intents?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<String> allReferences() {
        List<String> all = new ArrayList<>();
        JsonNode page = list("limit=100");
        all.addAll(references(page));
        while (page.path("has_more").asBoolean()) {
            page = list("limit=100&after=" + page.path("next_cursor").asText());
            all.addAll(references(page));
        }
        return all;
    }

    private static List<String> references(JsonNode page) {
        List<String> references = new ArrayList<>();
        page.path("data")
                .forEach(intent -> references.add(intent.path("reference_id").asText()));
        return references;
    }

    private static List<String> types(JsonNode page) {
        List<String> types = new ArrayList<>();
        page.path("data").forEach(event -> types.add(event.path("type").asText()));
        return types;
    }
}
