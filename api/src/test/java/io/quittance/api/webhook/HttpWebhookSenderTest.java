package io.quittance.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.webhook.Listener.Answer;
import io.quittance.engine.Limits;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.webhook.LiveSecret;
import io.quittance.engine.webhook.WebhookEndpoint;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: a try is one request and one result, and no endpoint is another's trouble. Method: real sockets. */
final class HttpWebhookSenderTest {

    private static final Answer OK = Answer.status("200 OK");
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void anEndpointIsSentTheSignedMessageByteByByte() throws Exception {
        try (Senders senders = Senders.local();
                Listener endpoint = Listener.plain("127.0.0.1", 0, Answer.status("204 No Content"))) {
            TryResult result = senders.send(url(endpoint, "//hooks/a%20b?x=1"));

            assertThat(result.status()).isEqualTo(204);
            assertThat(result.failure()).isNull();
            assertThat(result.retryAfter()).isNull();
            assertThat(result.latency()).isPositive();
            assertThat(endpoint.requests().take())
                    .startsWith("POST //hooks/a%20b?x=1 HTTP/1.1\r\n")
                    .contains("\r\nHost: 127.0.0.1:" + endpoint.port() + "\r\n")
                    .contains("\r\nwebhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek\r\n")
                    .contains("\r\nwebhook-timestamp: 1614265330\r\n")
                    .contains("\r\nwebhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=\r\n")
                    .contains("\r\nUser-Agent: Quittance-Webhooks/1.2.3\r\n")
                    .contains("\r\nContent-Type: application/json\r\n")
                    .endsWith("\r\n\r\n{\"test\": 2432232314}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"})
    void aRedirectIsAnAnswerAndIsNotFollowed(String line) throws Exception {
        try (Senders senders = Senders.local();
                Listener other = Listener.plain("127.0.0.1", 0, OK);
                Listener endpoint =
                        Listener.plain("127.0.0.1", 0, Answer.status(line, "Location: " + url(other, "/")))) {
            TryResult result = senders.send(url(endpoint, "/"));

            assertThat(result.status()).isEqualTo(Integer.parseInt(line.substring(0, 3)));
            assertThat(other.connections()).isZero();
            assertThat(endpoint.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "0, 0",
        "'Thu, 25 Feb 2021 15:03:10 GMT', 60",
        "'Thu, 25 Feb 2021 15:00:00 GMT', 0",
        "soon,",
        "-5,",
        "99999999999,"
    })
    void whatAnAnswerAsksToWaitIsRead(String text, Long seconds) {
        Instant now = Instant.parse("2021-02-25T15:02:10Z");

        assertThat(HttpExchange.retryAfter(text, now)).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void retryAfterOfABusyEndpointIsTold() throws Exception {
        try (Senders senders = Senders.local();
                Listener endpoint = Listener.plain("127.0.0.1", 0, Answer.status("503 Busy", "Retry-After: 120"))) {
            TryResult result = senders.send(url(endpoint, "/"));

            assertThat(result.status()).isEqualTo(503);
            assertThat(result.retryAfter()).isEqualTo(Duration.ofMinutes(2));
        }
    }

    /** C22. */
    @Test
    void anEndlessAnswerIsCut() throws Exception {
        Answer endless = (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            byte[] chunk = ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes();
            while (true) {
                out.write(chunk);
            }
        };
        try (Senders senders = Senders.local();
                Listener endpoint = Listener.plain("127.0.0.1", 0, endless)) {
            WebhookEndpoint to = Fixtures.endpoint(url(endpoint, "/"));

            assertThat(senders.sender()
                            .ask(to, Fixtures.message())
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS))
                    .hasValueSatisfying(body -> assertThat(body).hasSize(Limits.WEBHOOK_ANSWER_BYTES_MAX));
            await().until(() -> endpoint.open() == 0);
        }
    }

    @Test
    void anAnswerWithoutEndIsNoAnswerAndHoldsNothing() throws Exception {
        Answer dripping = (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            while (true) {
                out.write("1\r\nx\r\n".getBytes());
                out.flush();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        };
        assertThat(unanswered(dripping)).isEqualTo("no answer within 1 s");
    }

    @Test
    void headersThatDripAreNoAnswerAndHoldNothing() throws Exception {
        Answer dripping = (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes());
            for (int number = 0; true; number++) {
                out.write(("x-" + number + ": y\r\n").getBytes());
                out.flush();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        };
        assertThat(unanswered(dripping)).isEqualTo("no answer within 1 s");
    }

    @Test
    void silenceIsNoAnswerAndHoldsNothing() throws Exception {
        // Reads on, so that it sees the end of the connection.
        Answer silent = (request, out) -> true;
        assertThat(unanswered(silent)).isEqualTo("no answer within 1 s");
    }

    /** The failure, once the connection was ended by the sender. */
    private static String unanswered(Answer answer) throws Exception {
        try (Senders senders = Senders.local(SHORT, InstantSource.system());
                Listener endpoint = Listener.plain("127.0.0.1", 0, answer)) {
            TryResult result = senders.send(url(endpoint, "/"));

            assertThat(result.status()).isNull();
            assertThat(result.latency()).isBetween(SHORT.minusMillis(100), SHORT.plusSeconds(5));
            // The socket sees the end when it writes or reads; the sender is still there.
            await().atMost(Duration.ofSeconds(10)).until(() -> endpoint.open() == 0);
            return result.failure();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', the connection was closed before an answer came",
        "'HTTP/1.1 2', what came is no HTTP answer",
        "'SSH-2.0-OpenSSH_9.6\r\n', what came is no HTTP answer",
        "'HTTP/9.9 200 OK\r\n\r\n', what came is no HTTP answer"
    })
    void whatIsNoAnswerIsToldInWords(String bytes, String words) throws Exception {
        Answer strange = (request, out) -> {
            out.write(bytes.getBytes());
            out.flush();
            return false;
        };
        try (Senders senders = Senders.local();
                Listener endpoint = Listener.plain("127.0.0.1", 0, strange)) {
            assertThat(senders.send(url(endpoint, "/")).failure()).isEqualTo(words);
        }
    }

    @Test
    void nobodyThereIsToldInWords() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Senders senders = Senders.local()) {
            assertThat(senders.send("http://127.0.0.1:" + port + "/").failure()).isEqualTo("connection refused");
            assertThat(senders.send("https://nobody.example/").failure()).isEqualTo("the host name is not known");
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsToldInWords() throws Exception {
        TestCertificate its = TestCertificate.of(List.of("localhost"), List.of("127.0.0.1"));
        try (Senders senders = Senders.local();
                Listener endpoint = Listener.tls("127.0.0.1", 0, its.context(), OK)) {
            assertThat(senders.send("https://127.0.0.1:" + endpoint.port() + "/")
                            .failure())
                    .isEqualTo("the server's certificate is not trusted, or is for another name");
            assertThat(endpoint.requests()).isEmpty();
        }
    }

    @Test
    void anEndpointWithoutALiveSecretIsSentNothing() throws Exception {
        try (Senders senders = Senders.local();
                Listener endpoint = Listener.plain("127.0.0.1", 0, OK)) {
            List<LiveSecret> former = List.of(new LiveSecret(Fixtures.SECRET, Instant.EPOCH));

            TryResult result = senders.send(Fixtures.endpoint(url(endpoint, "/"), former));
            assertThat(result.failure()).isEqualTo("not sent: this endpoint has no secret that is good now");
            assertThat(result.isSent()).isFalse();
            assertThat(endpoint.connections()).isZero();
        }
    }

    @Test
    void onlyAnAnswerThatIsASuccessIsHandedOn() throws Exception {
        try (Senders senders = Senders.local();
                Listener willing = Listener.plain("127.0.0.1", 0, Answer.body("{\"validationResponse\":\"x\"}"));
                Listener other = Listener.plain("127.0.0.1", 0, Answer.status("404 Not Found"))) {
            assertThat(ask(senders, willing)).isEqualTo("{\"validationResponse\":\"x\"}");
            assertThat(ask(senders, other)).isNull();
        }
    }

    private static String ask(Senders senders, Listener endpoint) throws Exception {
        return senders.sender()
                .ask(Fixtures.endpoint(url(endpoint, "/")), Fixtures.message())
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .map(String::new)
                .orElse(null);
    }

    /** C23. */
    @Test
    void anEndpointThatIsSilentHoldsUpNoOther() throws Exception {
        Answer silent = (request, out) -> true;
        int room = Limits.WEBHOOK_CONNECTIONS_MAX + Limits.WEBHOOK_QUEUE_MAX;
        int tries = room + 36;
        try (Senders senders = Senders.local(Duration.ofSeconds(3), InstantSource.system());
                Listener slow = Listener.plain("127.0.0.1", 0, silent);
                Listener quick = Listener.plain("127.0.0.1", 0, OK)) {
            WebhookEndpoint dead = Fixtures.endpoint(url(slow, "/"));
            List<CompletableFuture<TryResult>> toDead = IntStream.range(0, tries)
                    .mapToObj(number ->
                            senders.sender().send(dead, Fixtures.message()).toCompletableFuture())
                    .toList();
            WebhookEndpoint live = Fixtures.endpoint(url(quick, "/"));
            for (int number = 0; number < 50; number++) {
                TryResult result = senders.send(live);
                assertThat(result.status()).isEqualTo(200);
                assertThat(result.latency()).isLessThan(Duration.ofSeconds(2));
            }

            assertThat(slow.connections()).isLessThanOrEqualTo(Limits.WEBHOOK_CONNECTIONS_MAX);
            List<String> words = new ArrayList<>();
            for (CompletableFuture<TryResult> result : toDead) {
                words.add(result.get(20, TimeUnit.SECONDS).failure());
            }
            assertThat(words.subList(room, tries))
                    .containsOnly("not sent: " + Limits.WEBHOOK_QUEUE_MAX + " others wait for this endpoint");
            assertThat(words).contains("no answer within 3 s").doesNotContainNull();
        }
    }

    /** What an endpoint is charged with is its own time: not how long we let a request wait for its turn. */
    @Test
    void theTimeInTheQueueIsNotTheEndpoints() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        CountDownLatch gate = new CountDownLatch(1);
        Answer gated = (request, out) -> {
            gate.await();
            return OK.write(request, out);
        };
        try (Senders senders = Senders.local(Duration.ofSeconds(30), now::get);
                Listener endpoint = Listener.plain("127.0.0.1", 0, gated)) {
            WebhookEndpoint to = Fixtures.endpoint(url(endpoint, "/"));
            List<CompletableFuture<TryResult>> all = IntStream.range(0, Limits.WEBHOOK_CONNECTIONS_MAX + 1)
                    .mapToObj(number ->
                            senders.sender().send(to, Fixtures.message()).toCompletableFuture())
                    .toList();
            await().until(() -> endpoint.requests().size() == Limits.WEBHOOK_CONNECTIONS_MAX);
            now.set(now.get().plusSeconds(9));
            gate.countDown();

            TryResult first = all.get(0).get(10, TimeUnit.SECONDS);
            assertThat(first.waited()).isZero();
            assertThat(first.latency()).isEqualTo(Duration.ofSeconds(9));
            TryResult last = all.get(Limits.WEBHOOK_CONNECTIONS_MAX).get(10, TimeUnit.SECONDS);
            assertThat(last.waited()).isEqualTo(Duration.ofSeconds(9));
            assertThat(last.latency()).isZero();
        }
    }

    @Test
    void aRequestForWhichThereIsNoRoomInThePoolWasNotSent() {
        HttpExchange.Outcome outcome = FailureWords.of(new CompletionException(new EndpointPool.Full()));

        assertThat(outcome.isSent()).isFalse();
        assertThat(outcome.failure()).isEqualTo("not sent: all connections to this endpoint are busy");
        assertThat(Breaker.CLOSED.after(outcome, Instant.EPOCH)).isEqualTo(Breaker.CLOSED);
    }

    @Test
    void anEndpointThatFailsIsLeftAloneUntilOneTrySucceeds() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        AtomicReference<Answer> answer = new AtomicReference<>(Answer.status("500 Broken"));
        try (Senders senders = Senders.local(Duration.ofSeconds(5), now::get);
                Listener endpoint = Listener.plain(
                        "127.0.0.1", 0, (request, out) -> answer.get().write(request, out))) {
            WebhookEndpoint to = Fixtures.endpoint(url(endpoint, "/"));
            for (int number = 0; number < Limits.WEBHOOK_FAILURES_MAX; number++) {
                assertThat(senders.send(to).status()).isEqualTo(500);
            }

            assertThat(senders.send(to).failure())
                    .isEqualTo("not sent: the last 5 tries failed, so this endpoint is left alone until "
                            + "2026-01-01T00:00:05Z");
            now.set(now.get().plusSeconds(5));
            answer.set(OK);
            assertThat(senders.send(to).status()).isEqualTo(200);
            assertThat(senders.send(to).status()).isEqualTo(200);
            assertThat(endpoint.requests()).hasSize(Limits.WEBHOOK_FAILURES_MAX + 2);
        }
    }

    /** While it is not known whether an endpoint is back, the others wait for the one that shows it. */
    @ParameterizedTest
    @CsvSource({"200 OK, 200", "503 Away,"})
    void oneTryShowsWhetherAnEndpointIsBackAndTheOthersWaitForIt(String line, Integer others) throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        AtomicReference<Answer> answer = new AtomicReference<>(Answer.status("503 Away"));
        CountDownLatch gate = new CountDownLatch(1);
        try (Senders senders = Senders.local(Duration.ofSeconds(5), now::get);
                Listener endpoint = Listener.plain(
                        "127.0.0.1", 0, (request, out) -> answer.get().write(request, out))) {
            WebhookEndpoint to = Fixtures.endpoint(url(endpoint, "/"));
            for (int number = 0; number < Limits.WEBHOOK_FAILURES_MAX; number++) {
                senders.send(to);
            }
            now.set(now.get().plus(Limits.WEBHOOK_COOL_DOWN_MIN));
            answer.set((request, out) -> {
                gate.await();
                return Answer.status(line).write(request, out);
            });
            List<CompletableFuture<TryResult>> all = IntStream.range(0, 5)
                    .mapToObj(number ->
                            senders.sender().send(to, Fixtures.message()).toCompletableFuture())
                    .toList();
            await().until(() -> endpoint.requests().size() == Limits.WEBHOOK_FAILURES_MAX + 1);
            gate.countDown();

            assertThat(all.get(0).get(10, TimeUnit.SECONDS).status()).isEqualTo(Integer.parseInt(line.substring(0, 3)));
            for (CompletableFuture<TryResult> other : all.subList(1, 5)) {
                assertThat(other.get(10, TimeUnit.SECONDS).status()).isEqualTo(others);
            }
            assertThat(endpoint.requests()).hasSize(Limits.WEBHOOK_FAILURES_MAX + (others == null ? 1 : 5));
        }
    }

    @Test
    void anEndpointToWhichNothingIsSentKeepsNoConnection() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        try (Senders senders = Senders.local(Duration.ofSeconds(5), now::get);
                Listener endpoint = Listener.plain("127.0.0.1", 0, OK)) {
            WebhookEndpoint to = Fixtures.endpoint(url(endpoint, "/"));
            senders.send(to);
            senders.sender().sweep();
            assertThat(senders.sender().lines()).isOne();

            now.set(now.get().plus(Limits.WEBHOOK_LINE_IDLE).plusMillis(1));
            senders.sender().sweep();
            assertThat(senders.sender().lines()).isZero();
            await().atMost(Duration.ofSeconds(3)).until(() -> endpoint.open() == 0);
            assertThat(senders.send(to).status()).isEqualTo(200);
        }
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        try (Senders senders = Senders.local();
                Listener endpoint = Listener.plain("127.0.0.1", 0, OK)) {
            WebhookEndpoint to = Fixtures.endpoint(url(endpoint, "/"));
            for (int number = 0; number < 20; number++) {
                assertThat(senders.send(to).status()).isEqualTo(200);
            }
            assertThat(endpoint.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aSenderThatIsClosedSendsNothing() throws Exception {
        try (Senders senders = Senders.local();
                Listener endpoint = Listener.plain("127.0.0.1", 0, OK)) {
            senders.sender().close();

            assertThat(senders.send(url(endpoint, "/")).failure()).isEqualTo("webhooks are sent no more");
            assertThat(endpoint.connections()).isZero();
        }
    }

    private static String url(Listener listener, String path) throws IOException {
        return "http://127.0.0.1:" + listener.port() + path;
    }
}
