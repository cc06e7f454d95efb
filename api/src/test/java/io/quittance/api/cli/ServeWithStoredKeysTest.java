package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.PaymentJson;
import io.quittance.api.acquirer.AcquirerServer;
import io.quittance.api.acquirer.AcquirerSettings;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.process.QuittanceProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The server in a process of its own, and an operator who makes and revokes its keys meanwhile. */
final class ServeWithStoredKeysTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aServerForRealMoneyOpensToTheKeysThatAreMadeWhileItRuns() throws IOException {
        AcquirerSettings settings = new AcquirerSettings(
                "127.0.0.1", 0, directory.resolve("ledger.jsonl"), FaultPlan.NONE, AcquirerSettings.Provider.PLAIN);
        try (AcquirerServer acquirer = AcquirerServer.start(settings, Clock.systemUTC())) {
            String live;
            try (QuittanceProcess server =
                    serve("--acquirer", acquirer.baseUrl().toString())) {
                assertThat(log()).contains("no key opens this server yet", "quittance keys create", "--data");

                live = keys("create", "--merchant", "shop", "--mode", "live", "--scopes", "payments", "--quiet");
                await().atMost(SOON).until(() -> status(server, live) == 404);
                assertThat(pay(server, live).statusCode()).isEqualTo(201);
                assertThat(acquirer.summary().approved()).isEqualTo(1);

                keys("revoke", live.split("_")[2]);
                await().atMost(SOON).until(() -> status(server, live) == 401);
                assertThat(pay(server, live).statusCode()).isEqualTo(401);
            }
            assertThat(keys("list", "--json"))
                    .contains("\"status\":\"revoked\"", "\"last_used_at\":\"20")
                    .doesNotContain(live.split("_")[3]);
            assertThat(log()).doesNotContain(live.split("_")[3]);
        }
    }

    @Test
    void aDevelopmentServerOpensToStoredTestKeysAndToNoLiveKey() throws IOException {
        String test = keys("create", "--merchant", "shop", "--mode", "test", "--scopes", "payments", "--quiet");
        String live = keys("create", "--merchant", "shop", "--mode", "live", "--scopes", "payments", "--quiet");
        try (QuittanceProcess server = serve("--dev")) {
            String dev = log().lines()
                    .filter(line -> line.startsWith("test key: "))
                    .findFirst()
                    .orElseThrow()
                    .substring("test key: ".length());

            assertThat(pay(server, test).statusCode()).isEqualTo(201);
            assertThat(pay(server, dev).statusCode()).isEqualTo(201);
            assertThat(pay(server, live).statusCode()).isEqualTo(401);
            HttpResponse<String> unlimited = send(server, dev, "/v1/nothing");
            assertThat(unlimited.statusCode()).isEqualTo(404);
            assertThat(unlimited.headers().map().keySet()).noneMatch(name -> name.startsWith("ratelimit"));
        }
    }

    private QuittanceProcess serve(String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data", directory.toString()));
        arguments.addAll(List.of(options));
        return QuittanceProcess.start(arguments, Map.of(), directory.resolve("serve.log"));
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("serve.log"));
    }

    private String keys(String... arguments) {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of("keys"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", directory.toString()));
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out));
        assertThat(line.execute(all.toArray(String[]::new))).isZero();
        return out.toString().strip();
    }

    private int status(QuittanceProcess server, String key) {
        return send(server, key, "/v1/nothing").statusCode();
    }

    private HttpResponse<String> pay(QuittanceProcess server, String key) {
        return send(request(server, key, "/v1/payments")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-1")
                .POST(BodyPublishers.ofString(PaymentJson.of("cart-1", 1250))));
    }

    private HttpResponse<String> send(QuittanceProcess server, String key, String path) {
        return send(request(server, key, path).GET());
    }

    private static HttpRequest.Builder request(QuittanceProcess server, String key, String path) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
