package io.quittance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.demo.Shop;
import io.quittance.api.demo.Shop.Answer;
import io.quittance.api.process.QuittanceProcess;
import io.quittance.engine.id.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: one key has one effect and one answer, however many ask, and whatever becomes of the server. Method: acquirer
 * and server are processes of their own; the acquirer takes two seconds; the server is killed as a power switch would.
 */
final class OneKeyManyCallersTest {
    private static final int CALLERS = 200;
    private static final Duration LATENCY = Duration.ofSeconds(2);

    private final String apiKey =
            ApiKey.generate(Mode.TEST, Wiring.randomness()).text();

    @TempDir
    Path directory;

    @Test
    @Timeout(180)
    void twoHundredCallersOfOneKeyGetOneAnswerAlsoFromAServerThatWasKilled() throws Exception {
        try (QuittanceProcess acquirer = acquirer()) {
            QuittanceProcess server = server(acquirer);
            List<Answer> first = allAtOnce(server);
            server.kill();
            List<Answer> again;
            try (QuittanceProcess restarted = server(acquirer)) {
                again = allAtOnce(restarted);
            }

            Answer answer = first.get(0);
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.paymentStatus()).isEqualTo("succeeded");
            assertThat(first).extracting(Answer::body).containsOnly(answer.body());
            assertThat(first).extracting(Answer::status).containsOnly(201);
            assertThat(first).filteredOn(each -> !each.replayed()).hasSize(1);
            assertThat(again).containsOnly(new Answer(201, true, answer.body()));
            hasOneEffect(acquirer);
        }
    }

    private static void hasOneEffect(QuittanceProcess acquirer) {
        JsonNode ledger = new Shop(URI.create(acquirer.baseUrl()), "none")
                .get("/ledger/summary")
                .join()
                .field("");
        assertThat(ledger.path("entries").asInt()).isEqualTo(1);
        assertThat(ledger.path("approved").asInt()).isEqualTo(1);
        assertThat(ledger.path("received_more_than_once")).isEmpty();
    }

    private List<Answer> allAtOnce(QuittanceProcess server) throws Exception {
        Shop shop = new Shop(URI.create(server.baseUrl()), apiKey);
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            CountDownLatch ready = new CountDownLatch(CALLERS);
            List<Future<Answer>> told = IntStream.range(0, CALLERS)
                    .mapToObj(i -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return shop.pay("key-1", "cart-1", 1250, Shop.GOOD_CARD).join();
                    }))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> each : told) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private QuittanceProcess acquirer() {
        return QuittanceProcess.start(
                List.of(
                        "simulate",
                        "acquirer",
                        "--port",
                        "0",
                        "--ledger",
                        directory.resolve("ledger.jsonl").toString(),
                        "--faults",
                        "latency=" + LATENCY.toMillis()),
                Map.of(),
                directory.resolve("log.txt"));
    }

    private QuittanceProcess server(QuittanceProcess acquirer) {
        return QuittanceProcess.start(
                List.of(
                        "serve",
                        "--dev",
                        "--quiet",
                        "--port",
                        "0",
                        "--data",
                        directory.resolve("data").toString(),
                        "--acquirer",
                        acquirer.baseUrl()),
                Map.of("QUITTANCE_DEV_KEY", apiKey),
                directory.resolve("log.txt"));
    }
}
