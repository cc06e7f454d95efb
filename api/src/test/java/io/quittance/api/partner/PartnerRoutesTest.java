package io.quittance.api.partner;

import static io.quittance.api.acquirer.Given.change;
import static io.quittance.api.acquirer.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.Wiring;
import io.quittance.engine.Limits;
import io.quittance.persistence.inbox.InboxFile;
import io.quittance.persistence.sqlite.Sqlite;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider reaches of us, over loopback: PP-1 to PP-4, PP-13, PP-16, PP-17. */
final class PartnerRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-11-21T10:15:30Z"));
    private static final String WEBHOOK = """
            {"uniqueId":"%s","amount":"12.50","currency":"EUR","paymentBrand":"CARD","paymentType":"DB",
             "result":{"code":"000.100.110"},"connectorTxID1":"acq-1","timestamp":"2026-11-21T10:15:30.000001Z",
             "merchantTransactionId":"pi_a-1","customParameters":{"a":{"b":[1]}},
             "card":{"bin":"520000","last4Digits":"0056"}}""".formatted(UniqueId.of("pi_a-1"));

    @TempDir
    private static Path directory;

    private static ActorSystem system;
    private static ServerBinding binding;
    private static Partner partner;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HeardNews news = new HeardNews();

    @BeforeAll
    static void start() {
        system = ActorSystem.create("server");
        partner = new Partner(
                PartnerSettings.of(URI.create("http://127.0.0.1:1"), directory),
                InboxFile.open(directory),
                Wiring.randomness(),
                NOW::get);
        binding = settled(Http.get(system).newServerAt("127.0.0.1", 0).bind(partner.routes()));
    }

    @AfterAll
    static void stop() {
        settled(binding.unbind());
        system.terminate();
        settled(system.getWhenTerminated());
        partner.close();
    }

    @BeforeEach
    void listen() {
        partner.inbox().begin(news);
        // Every test has a second of its own, so that no webhook is another test's.
        NOW.updateAndGet(now -> now.plusSeconds(1));
    }

    @Test
    void showsThePublicKeyOnly() throws Exception {
        JsonNode keys = json(send(request("/.well-known/jwks.json").GET()));

        assertThat(keys.at("/keys/0/kty").asText()).isEqualTo("RSA");
        assertThat(keys.at("/keys/0/kid").asText()).isNotBlank();
        assertThat(keys.at("/keys/0").has("d")).isFalse();
        assertThat(Files.readString(directory.resolve("partner-jwks.json"))).isEqualTo(keys.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"partner-key.json", "partner-client.json"})
    void keepsItsSecretsForItsOwner(String file) throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                .isEqualTo("rw-------");
    }

    @Test
    void knowsItsSecretsAgain() {
        try (Partner again = new Partner(
                PartnerSettings.of(URI.create("http://127.0.0.1:1"), directory),
                InboxFile.open(directory),
                Wiring.randomness(),
                NOW::get)) {
            assertThat(again.client()).isEqualTo(partner.client());
            assertThat(again.key().publicKeys()).isEqualTo(partner.key().publicKeys());
            assertThat(again.client().toString()).doesNotContain(again.client().clientSecret());
        }
    }

    @Test
    void givesATokenToWhoIsKnown() throws Exception {
        JsonNode answer = json(post(
                "/api/oauth/token",
                credentials(partner.client().clientId(), partner.client().clientSecret())));

        assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.path("expires_in").asLong()).isEqualTo(Limits.PARTNER_TOKEN_LIFE.toSeconds());
        assertThat(answer.path("access_token").asText()).hasSizeGreaterThan(40);
    }

    @Test
    void givesNoTokenToAnybodyElse() throws Exception {
        refuses(
                post("/api/oauth/token", credentials(partner.client().clientId(), "wrong")),
                401,
                ResultCodes.UNAUTHORIZED);
        refuses(
                post("/api/oauth/token", credentials("wrong", partner.client().clientSecret())),
                401,
                ResultCodes.UNAUTHORIZED);
        refuses(post("/api/oauth/token", "{}"), 401, ResultCodes.UNAUTHORIZED);
        refuses(post("/api/oauth/token", "["), 400, ResultCodes.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer unknown", "Basic dTpw", "Bearer one two", "bearer  x"})
    void believesNobodyWithoutATokenAndLooksAtNoBody(String header) throws Exception {
        HttpRequest.Builder request = request("/partner/webhooks").POST(BodyPublishers.ofString("{ not JSON"));
        if (!header.isEmpty()) {
            request.header("Authorization", header);
        }

        HttpResponse<String> answer = send(request);

        refuses(answer, 401, ResultCodes.UNAUTHORIZED);
        assertThat(answer.body()).doesNotContain("parameterErrors");
        assertThat(news.references()).isEmpty();
    }

    @Test
    void believesNoTokenForEver() throws Exception {
        String token = token();
        assertThat(webhook(token, webhook()).statusCode()).isEqualTo(200);

        NOW.updateAndGet(now -> now.plus(Limits.PARTNER_TOKEN_LIFE));

        refuses(webhook(token, webhook()), 401, ResultCodes.UNAUTHORIZED);
    }

    @Test
    void asksAboutAWebhookOnceHoweverOftenItComes() throws Exception {
        String token = token();

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = webhook(token, webhook());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).at("/result/code").asText()).isEqualTo("000.000.100");
            assertThat(json(answer).path("timestamp").asText()).matches("[-0-9]{10}T[:0-9]{8}\\.[0-9]{6}Z");
            assertThat(json(answer).path("customParameters").toString()).isEqualTo("{\"a\":{\"b\":[1]}}");
        }
        assertThat(webhook(token, webhook().put("timestamp", "2026-11-21T10:15:31Z"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(news.references()).containsExactly("pi_a-1", "pi_a-1");
    }

    @Test
    void takesAWebhookAgainThatItCouldNotKeep() throws Exception {
        String token = token();
        ObjectNode webhook = webhook();
        try (Connection other = Sqlite.open(directory.resolve(InboxFile.NAME));
                Statement statement = other.createStatement()) {
            statement.execute("ALTER TABLE notification RENAME TO elsewhere");
            refuses(webhook(token, webhook), 500, ResultCodes.SYSTEM);
            assertThat(news.references()).isEmpty();
            statement.execute("ALTER TABLE elsewhere RENAME TO notification");
        }

        assertThat(webhook(token, webhook).statusCode()).isEqualTo(200);
        assertThat(news.references()).containsExactly("pi_a-1");
    }

    @Test
    void knowsOnlyNamesThatItCouldHaveGiven() throws Exception {
        refuses(webhook(token(), webhook().put("merchantTransactionId", "pi_b-1")), 404, ResultCodes.NOT_FOUND);
        ObjectNode nameless = webhook();
        nameless.remove("merchantTransactionId");
        refuses(webhook(token(), nameless), 404, ResultCodes.NOT_FOUND);
        assertThat(news.references()).isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uniqueId | ",
                "uniqueId | 123",
                "uniqueId | 'abc'",
                "amount | ",
                "amount | 12.50",
                "amount | '12.5'",
                "amount | '12.500'",
                "amount | '12,50'",
                "amount | '0.00'",
                "amount | '-1.00'",
                "amount | '12345678901.00'",
                "currency | ",
                "currency | 'EURO'",
                "currency | '978'",
                "currency | 'XYZ'",
                "paymentBrand | ",
                "paymentBrand | 'A B'",
                "paymentBrand | ''",
                "paymentType | ",
                "paymentType | 'PA'",
                "result | ",
                "result | 'x'",
                "result/code | ",
                "result/code | '000.000'",
                "result/code | '123.456.789'",
                "result/more | 'x'",
                "connectorTxID1 | ",
                "connectorTxID1 | 'a b'",
                "timestamp | ",
                "timestamp | 'yesterday'",
                "timestamp | 1700000000",
                "customParameters | []",
                "merchantTransactionId | ''",
                "merchantInvoiceId | 'short'",
                "card | 'x'",
                "card/bin | '52000'",
                "card/last4Digits | '00056'",
                "card/expiryMonth | '13'",
                "card/expiryYear | '1999'",
                "card/number | '5200000000000056'",
                "card/cvv | '341'",
                "anythingElse | 'x'"
            })
    void refusesAWrongFieldByItsName(String name, String value) throws Exception {
        ObjectNode webhook = webhook();
        change(webhook, name, value);

        HttpResponse<String> answer = webhook(token(), webhook);

        refuses(answer, 400, ResultCodes.INVALID);
        assertThat(json(answer).at("/result/parameterErrors").findValuesAsText("name"))
                .contains(name);
        assertThat(json(answer).at("/result/parameterErrors/0/message").asText())
                .isNotBlank();
        assertThat(answer.body()).doesNotContain("5200000000000056").doesNotContain("\"341\"");
        assertThat(news.references()).isEmpty();
    }

    @Test
    void namesEveryFaultAtOnce() throws Exception {
        JsonNode errors = json(webhook(token(), (ObjectNode)
                        JSON.readTree("{\"amount\":\"1\",\"x\":1,\"result\":{},\"card\":{\"y\":1}}")))
                .at("/result/parameterErrors");

        assertThat(errors.findValuesAsText("name"))
                .containsExactlyInAnyOrder(
                        "uniqueId",
                        "currency",
                        "paymentBrand",
                        "paymentType",
                        "connectorTxID1",
                        "timestamp",
                        "result/code",
                        "amount",
                        "x",
                        "card/y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}{}", "{\"a\":1,\"a\":1}"})
    void refusesWhatIsNoObject(String body) throws Exception {
        HttpResponse<String> answer = send(request("/partner/webhooks")
                .header("Authorization", "Bearer " + token())
                .POST(BodyPublishers.ofString(body)));

        refuses(answer, 400, ResultCodes.INVALID);
    }

    private ObjectNode webhook() throws Exception {
        return ((ObjectNode) JSON.readTree(WEBHOOK)).put("timestamp", NOW.get().toString());
    }

    private HttpResponse<String> webhook(String token, ObjectNode body) throws Exception {
        return send(request("/partner/webhooks")
                .header("Authorization", "bearer " + token)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private String token() throws Exception {
        return json(post(
                        "/api/oauth/token",
                        credentials(
                                partner.client().clientId(), partner.client().clientSecret())))
                .path("access_token")
                .asText();
    }

    private static String credentials(String id, String secret) {
        return JSON.createObjectNode()
                .put("clientId", id)
                .put("clientSecret", secret)
                .toString();
    }

    private static void refuses(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).at("/result/code").asText()).isEqualTo(code);
        assertThat(json(answer).path("timestamp").asText()).isNotBlank();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + path))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
