package io.quittance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.acquirer.AcquirerServer;
import io.quittance.api.acquirer.AcquirerSettings;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.auth.ApiKeys;
import io.quittance.api.demo.Shop;
import io.quittance.api.partner.Partner;
import io.quittance.api.partner.PartnerSettings;
import io.quittance.engine.id.Mode;
import io.quittance.persistence.Journals;
import io.quittance.persistence.inbox.InboxFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a shop, our server, and a payment service provider that checks every signature. */
final class PartnerServerTest {
    private static final ApiKey KEY = ApiKey.generate(Mode.TEST, Wiring.randomness());

    @TempDir
    private Path directory;

    private AcquirerServer provider;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        AcquirerSettings.Provider manners = new AcquirerSettings.Provider(
                false,
                true,
                PartnerSettings.AUDIENCE,
                directory.resolve("partner-jwks.json").toString(),
                directory.resolve("partner-client.json"));
        provider = AcquirerServer.start(
                new AcquirerSettings("127.0.0.1", 0, directory.resolve("ledger.jsonl"), FaultPlan.NONE, manners),
                Clock.systemUTC());
        Partner partner = new Partner(
                PartnerSettings.of(provider.baseUrl(), directory),
                InboxFile.open(directory),
                Wiring.randomness(),
                Clock.systemUTC());
        server = Wiring.start(new ServerSettings(
                "127.0.0.1",
                0,
                ApiKeys.single(KEY, "shop"),
                Journals.embedded(directory.resolve("data")),
                Counterparty.of(partner)));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        provider.close();
    }

    @Test
    void paysThroughAProviderThatChecksEverySignature() {
        Shop shop = new Shop(URI.create(server.baseUrl()), KEY.text());

        assertThat(shop.pay("k-1", "cart-1", 1250, Shop.GOOD_CARD).join().paymentStatus())
                .isEqualTo("succeeded");
        assertThat(shop.pay("k-2", "cart-2", 1250, Shop.DECLINED_CARD).join().paymentStatus())
                .isEqualTo("failed");
        assertThat(shop.pay("k-3", "cart-3", 1268, Shop.GOOD_CARD).join().paymentStatus())
                .isIn("pending", "succeeded");
        assertThat(provider.summary().approved()).isEqualTo(2);
        assertThat(provider.summary().receivedMoreThanOnce()).isEmpty();
    }

    @Test
    void leavesNoCardNumberInAnyFile() throws IOException {
        Shop shop = new Shop(URI.create(server.baseUrl()), KEY.text());
        shop.pay("k-1", "cart-1", 1250, Shop.GOOD_CARD).join();

        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain(Shop.GOOD_CARD));
        }
    }

    @Test
    void showsTheProviderItsKeyAndItsDoor() throws Exception {
        HttpResponse<String> keys =
                send(HttpRequest.newBuilder(URI.create(server.baseUrl() + "/.well-known/jwks.json")));
        HttpResponse<String> webhook = send(HttpRequest.newBuilder(URI.create(server.baseUrl() + "/partner/webhooks"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(keys.body()).isEqualTo(Files.readString(directory.resolve("partner-jwks.json")));
        assertThat(webhook.statusCode()).isEqualTo(401);
        assertThat(webhook.body()).contains("800.100.152");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
