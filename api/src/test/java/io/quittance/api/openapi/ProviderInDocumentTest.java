package io.quittance.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.Counterparty;
import io.quittance.api.HttpServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.ServerSettings;
import io.quittance.api.Wiring;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.auth.ApiKeys;
import io.quittance.api.partner.ClientCredentials;
import io.quittance.api.partner.Partner;
import io.quittance.api.partner.PartnerSettings;
import io.quittance.api.partner.UniqueId;
import io.quittance.engine.id.Mode;
import io.quittance.persistence.Journals;
import io.quittance.persistence.inbox.InboxFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a payment service provider reaches of a server is as documented, and nothing more is documented. */
final class ProviderInDocumentTest {
    private static final String REFERENCE = "pi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-1";
    private static final String WEBHOOK = """
            {"uniqueId":"%s","amount":"12.50","currency":"EUR","paymentBrand":"CARD","paymentType":"DB",
             "result":{"code":"000.100.110"},"connectorTxID1":"acq-1","timestamp":"2026-11-21T10:15:30.000001Z",
             "merchantTransactionId":"%s","customParameters":{"a":"b"}}""".formatted(UniqueId.of(REFERENCE), REFERENCE);

    /** The 404s of a server without a provider are seen there; the 500 is brought about beside the routes. */
    private static final Set<String> NOT_HERE = Set.of(
            "GET /.well-known/jwks.json 404 not_found",
            "POST /api/oauth/token 404 not_found",
            "POST /partner/webhooks 404 not_found",
            "POST /partner/webhooks 500 application/json");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> given = new TreeSet<>();

    @TempDir
    Path directory;

    private HttpServer server;

    @BeforeEach
    void start() {
        Partner partner = new Partner(
                PartnerSettings.of(URI.create("http://127.0.0.1:1"), directory),
                InboxFile.open(directory),
                Wiring.randomness(),
                Clock.systemUTC());
        server = Wiring.start(new ServerSettings(
                "127.0.0.1",
                0,
                ApiKeys.single(ApiKey.generate(Mode.TEST, Wiring.randomness()), "shop"),
                Journals.embedded(directory),
                Counterparty.of(partner)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyDocumentedAnswerIsGiven() throws Exception {
        send(request("/.well-known/jwks.json").GET());
        ClientCredentials known = ClientCredentials.read(directory.resolve("partner-client.json"));
        String token = post("/api/oauth/token", credentials(known.clientId(), known.clientSecret()), "")
                .json()
                .path("access_token")
                .asText();
        post("/api/oauth/token", credentials(known.clientId(), "wrong"), "");
        post("/api/oauth/token", "[", "");
        assertThat(post("/partner/webhooks", WEBHOOK, token).status()).isEqualTo(200);
        post("/partner/webhooks", WEBHOOK, "wrong");
        post("/partner/webhooks", WEBHOOK.replace("12.50", "much").replace("DB", "XX"), token);
        post("/partner/webhooks", WEBHOOK.replace(REFERENCE, "another"), token);

        Set<String> missing = new TreeSet<>(AnswerCheck.names(ApiDocument.CONTRACT.operationsOfAProvider()));
        missing.removeAll(given);
        missing.removeAll(NOT_HERE);
        assertThat(missing).isEmpty();
    }

    private static String credentials(String id, String secret) {
        return "{\"clientId\":\"" + id + "\",\"clientSecret\":\"" + secret + "\"}";
    }

    private Answer post(String path, String body, String token) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
        String method = response.request().method();
        String path = response.uri().getPath();
        assertThat(AnswerCheck.complaints(method, path, answer)).isEmpty();
        AnswerCheck.name(method, path, answer).ifPresent(given::add);
        return answer;
    }
}
