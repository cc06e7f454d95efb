package io.quittance.api.acquirer;

import static io.quittance.api.Inquiries.about;
import static io.quittance.api.acquirer.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quittance.api.Wiring;
import io.quittance.api.partner.HeardNews;
import io.quittance.api.partner.Partner;
import io.quittance.api.partner.PartnerJson;
import io.quittance.api.partner.PartnerSettings;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.Processor;
import io.quittance.persistence.inbox.InboxFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider's webhooks: PP-10 to PP-12, and the way from a debit to the news about it. */
final class WebhookSenderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectNode WEBHOOK = PartnerJson.object().put("n", 1);

    private final Queue<Integer> statuses = new ArrayDeque<>();
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<Duration> waited = new ArrayList<>();

    @TempDir
    private Path directory;

    private HttpServer receiver;
    private URI webhooks;
    private WebhookSender sender;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/api/oauth/token", exchange -> {
            tokens.add("token-" + tokens.size());
            answer(exchange, 200, "{\"access_token\":\"" + tokens.get(tokens.size() - 1) + "\"}");
        });
        receiver.createContext("/partner/webhooks", exchange -> {
            received.add(JSON.readTree(exchange.getRequestBody()));
            answer(exchange, statuses.isEmpty() ? 200 : statuses.remove(), "{}");
        });
        receiver.start();
        webhooks = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/partner/webhooks");
        Path client = directory.resolve("client.json");
        Files.writeString(client, "{\"clientId\":\"a\",\"clientSecret\":\"b\"}");
        sender = new WebhookSender(client, length -> {
            waited.add(length);
            return CompletableFuture.completedFuture(length);
        });
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void deliversInOrderWithOneToken() {
        assertThat(settled(sender.send(
                        webhooks, List.of(WEBHOOK, WEBHOOK.deepCopy().put("n", 2)))))
                .isTrue();

        assertThat(received).extracting(body -> body.path("n").asInt()).containsExactly(1, 2);
        assertThat(tokens).hasSize(1);
        assertThat(waited).isEmpty();
    }

    @Test
    void triesAgainLaterAndLater() {
        statuses.addAll(List.of(500, 202, 404, 204, 302));

        assertThat(settled(sender.send(webhooks, List.of(WEBHOOK)))).isTrue();

        assertThat(waited).extracting(Duration::toMinutes).containsExactly(1L, 2L, 4L, 8L, 15L);
        assertThat(received).hasSize(6);
    }

    @Test
    void stopsAfterSevenDays() {
        for (int i = 0; i < 100; i++) {
            statuses.add(503);
        }

        assertThat(settled(sender.send(webhooks, List.of(WEBHOOK)))).isFalse();

        assertThat(received).hasSize(1 + 13);
        assertThat(waited.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofHours(146));
    }

    @Test
    void getsANewTokenWhenItsOwnIsNoLongerGood() {
        statuses.add(401);

        assertThat(settled(sender.send(webhooks, List.of(WEBHOOK)))).isTrue();

        assertThat(tokens).hasSize(2);
        assertThat(waited).isEmpty();
    }

    @Test
    void triesNoMoreWhenItIsClosed() {
        statuses.addAll(List.of(500, 500));
        sender.close();

        assertThat(settled(sender.send(webhooks, List.of(WEBHOOK)))).isFalse();
        assertThat(received).hasSize(1);
    }

    @Test
    void tellsOurServerAboutEveryDebitThatItTook() throws IOException {
        ActorSystem system = ActorSystem.create("server");
        AtomicReference<Instant> now = new AtomicReference<>(Given.CLOCK.instant());
        Path jwks = directory.resolve("partner-jwks.json");
        Path client = directory.resolve("partner-client.json");
        AcquirerSettings settings = new AcquirerSettings(
                "127.0.0.1",
                0,
                directory.resolve("acquirer.jsonl"),
                FaultPlan.parse("drop_response=1", 1),
                new AcquirerSettings.Provider(true, true, PartnerSettings.AUDIENCE, jwks.toString(), client));
        try (AcquirerServer provider = AcquirerServer.start(settings, now::get)) {
            Partner partner = new Partner(
                    PartnerSettings.of(provider.baseUrl(), directory),
                    InboxFile.open(directory),
                    Wiring.randomness(),
                    now::get);
            ServerBinding binding =
                    settled(Http.get(system).newServerAt("127.0.0.1", 0).bind(partner.routes()));
            partner.listensAt("http://127.0.0.1:" + binding.localAddress().getPort());
            HeardNews news = new HeardNews();
            Processor connector = partner.connector(system);
            connector.onNews(news);

            settled(connector.authorize(Given.order("pi_a-1")));

            // Once for its creation and once for its end.
            await().untilAsserted(() -> assertThat(news.references()).containsExactly("pi_a-1", "pi_a-1"));
            now.set(now.get().plusSeconds(60));
            provider.settle();
            await().untilAsserted(() -> assertThat(news.references()).hasSize(3));
            assertThat(settled(connector.inquire(about("pi_a-1"))))
                    .isInstanceOfSatisfying(InquiryAnswer.Found.class, found -> assertThat(found.settledAt())
                            .isEqualTo(now.get()));
        } finally {
            system.terminate();
            settled(system.getWhenTerminated());
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = status == 204 ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
