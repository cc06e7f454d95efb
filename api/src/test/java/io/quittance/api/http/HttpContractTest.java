package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope of every exchange: paths, types, sizes, headers, and the one body of every refusal. */
final class HttpContractTest {
    private static final int BODY_BYTES_MAX = 65_536;

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    @ParameterizedTest
    @CsvSource({
        "GET, /v1",
        "GET, /v1/",
        "GET, /v1/nothing",
        "GET, /v1/payments",
        "PUT, /v1/payments",
        "POST, /v1/payments/",
        "POST, /v1/payments/more",
        "DELETE, /v1/payment_intents/pi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "GET, /v1/payment_intents/pi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "GET, /v1/payment_intents/pi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/events",
        "GET, /v1/payment_intents/pi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/attempts",
        "GET, /v1/payment_intents/pi_TOO-SHORT",
        "GET, /v1/payment_intents/pi_TOO-SHORT/events",
        "POST, /v1/payment_intents/pi_TOO-SHORT/attempts",
        "GET, /",
        "GET, /nothing",
        "GET, /v2/payments",
        "GET, /problems/no_such_code",
        "POST, /health/live"
    })
    void whatIsNotThereIsNotFoundInOneShape(String method, String path) {
        Answer answer = server.send(server.authorized(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
        assertThat(answer.json().at("/result/code").asText()).isEqualTo("700.400.580");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "application/json5",
                "application/problem+json",
                "multipart/form-data; boundary=x",
                "application/octet-stream"
            })
    void onlyJsonIsRead(String type) {
        isUnread(server.authorized("/v1/payments").header("Content-Type", type), 415, "unsupported_media_type");
    }

    @Test
    void aBodyWithoutATypeOrWithAnEncodingIsNotRead() {
        isUnread(server.authorized("/v1/payments"), 415, "unsupported_media_type");
        isUnread(
                server.authorized("/v1/payments")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip"),
                415,
                "unsupported_media_type");
    }

    @Test
    void jsonMayNameItsCharacterSet() {
        Answer paid = server.send(server.authorized("/v1/payments")
                .header("Content-Type", "Application/JSON; charset=utf-8")
                .header("Idempotency-Key", "charset")
                .POST(BodyPublishers.ofString(PaymentJson.of("charset", 1250))));

        assertThat(paid.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {BODY_BYTES_MAX + 1, 100_000, 3_000_000})
    void aBodyIsAtMost64KibibytesHoweverItIsSent(int size) {
        byte[] body = padded("large", size);

        isTooLarge(BodyPublishers.ofByteArray(body));
        Answer unread = isTooLarge(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        assertThat(unread.header("Connection")).isEqualTo("close");
    }

    @Test
    void aBodyOf64KibibytesIsReadHoweverItIsSent() {
        assertThat(pay("exact-1", BodyPublishers.ofByteArray(padded("exact-1", BODY_BYTES_MAX)))
                        .status())
                .isEqualTo(201);
        assertThat(pay(
                                "exact-2",
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(padded("exact-2", BODY_BYTES_MAX))))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aRefusalHasEveryMemberOfItsBody() {
        Answer answer = server.post("/v1/payments", "key", "{}");
        JsonNode body = answer.json();

        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(names(body))
                .containsExactly(
                        "type",
                        "title",
                        "status",
                        "detail",
                        "code",
                        "request_id",
                        "retry",
                        "errors",
                        "result",
                        "resultDetails",
                        "timestamp");
        assertThat(body.path("type").asText()).isEqualTo(server.baseUrl() + "/problems/validation");
        assertThat(body.path("status").asInt()).isEqualTo(answer.status()).isEqualTo(400);
        assertThat(body.path("retry").asText()).isEqualTo("never");
        assertThat(body.path("request_id").asText()).isEqualTo(answer.header("Request-Id"));
        assertThat(names(body.path("errors").path(0))).containsExactly("pointer", "code", "message");
        assertThat(names(body.path("result"))).containsExactly("code", "parameterErrors");
        assertThat(names(body.at("/result/parameterErrors/0"))).containsExactly("name", "value", "message");
        assertThat(body.path("resultDetails").isObject()).isTrue();
        assertThat(body.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(body.path("timestamp").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void aRefusalShowsTheIntentThatStandsInTheWay() {
        Answer made = server.post("/v1/payment_intents", "shown", intent("shown", 1250));

        Answer refusal = server.post("/v1/payment_intents", "shown-2", intent("shown", 1350));

        assertThat(refusal.code()).isEqualTo("reference_already_used");
        assertThat(refusal.json().path("intent")).isEqualTo(made.json());
    }

    @Test
    void whatMayChangeSaysWhenToAskAgain() {
        Answer doubt = server.post("/v1/payments", "doubt", PaymentJson.of("doubt", 1268));

        Answer refusal = server.post("/v1/payments", "doubt-2", PaymentJson.of("doubt", 1268));

        assertThat(doubt.status()).isEqualTo(202);
        assertThat(refusal.code()).isEqualTo("attempt_in_doubt");
        assertThat(refusal.json().path("retry").asText()).isEqualTo("after");
        assertThat(refusal.header("Retry-After")).matches("[1-9]\\d*");
        assertThat(server.post("/v1/payments", "key", "{}").header("Retry-After"))
                .isEmpty();
    }

    @Test
    void aRequestIdIsEchoedOrMade() {
        List<HttpRequest.Builder> requests = List.of(
                server.authorized("/v1/nothing").GET(),
                server.bare("/v1/payments").GET(),
                server.bare("/nothing").GET(),
                server.bare("/health/live").GET(),
                server.bare("/health/ready").GET(),
                server.bare("/version").GET(),
                server.bare("/metrics").GET(),
                server.bare("/problems/validation").GET(),
                server.json("/v1/payments", "{}").header("Idempotency-Key", "key"),
                server.json("/v1/payments", PaymentJson.of("id", 1250)).header("Idempotency-Key", "id"));

        assertThat(requests).allSatisfy(request -> {
            assertThat(server.send(request.copy()).header("Request-Id")).matches("req_[0-9a-f]{12}_\\d+");
            assertThat(server.send(request.copy().header("Request-Id", "till-7:0042_a.b"))
                            .header("Request-Id"))
                    .isEqualTo("till-7:0042_a.b");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "<script>", "\"quoted\"", "a,b"})
    void aStrangeRequestIdIsReplaced(String sent) {
        Answer answer = server.send(
                server.authorized("/v1/nothing").header("Request-Id", sent).GET());

        assertThat(answer.header("Request-Id")).startsWith("req_");
        assertThat(answer.body()).doesNotContain(sent);
    }

    @Test
    void anIntentComesWithItsVersionAndWhereItIs() {
        Answer paid = server.post("/v1/payments", "headers", PaymentJson.of("headers", 1250));
        String id = paid.json().path("id").asText();

        assertThat(paid.header("Location")).isEqualTo("/v1/payment_intents/" + id);
        assertThat(paid.header("ETag"))
                .isEqualTo("\"" + paid.json().path("version").asLong() + "\"");
        assertThat(paid.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(paid.header("Content-Type")).startsWith("application/json");
        Answer looked = server.get(paid.header("Location"));
        assertThat(looked.body()).isEqualTo(paid.body());
        assertThat(looked.header("ETag")).isEqualTo(paid.header("ETag"));
    }

    @Test
    void aReplayHasTheHeadersOfTheFirstAnswerAndSaysThatItIsOne() {
        Answer first = server.post("/v1/payments", "again", PaymentJson.of("again", 1250));
        server.post("/v1/payments", "again-2", PaymentJson.of("again", 1250));
        Answer replay = server.post("/v1/payments", "again", PaymentJson.of("again", 1250));

        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(List.of(replay.header("ETag"), replay.header("Location"), replay.body()))
                .isEqualTo(List.of(first.header("ETag"), first.header("Location"), first.body()));
    }

    @Test
    void aLookIsAlwaysA200() {
        Answer doubt = server.post("/v1/payments", "look", PaymentJson.of("look", 1268));
        String path = "/v1/payment_intents/" + doubt.json().path("id").asText();

        Answer pending = server.get(path);
        assertThat(pending.json().path("status").asText()).isEqualTo("pending");
        assertThat(pending.status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(
                        server.get(path).json().path("status").asText())
                .isEqualTo("succeeded"));
        assertThat(server.get(path).status()).isEqualTo(200);
    }

    @Test
    void eventsComeAsAListWithPlacesAndHashes() {
        Answer paid = server.post("/v1/payments", "events", PaymentJson.of("events", 1250));
        JsonNode list = server.get(paid.header("Location") + "/events").json();

        assertThat(list.path("object").asText()).isEqualTo("list");
        assertThat(list.path("has_more").asBoolean()).isFalse();
        assertThat(list.path("data").findValuesAsText("sequence")).containsExactly("1", "2", "3");
        assertThat(list.path("data").findValuesAsText("hash"))
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(list.path("as_of")).isEqualTo(list.at("/data/2/position"));
        assertThat(list.toString()).doesNotContain(PaymentJson.CARD_NUMBER);
    }

    private static void isUnread(HttpRequest.Builder request, int status, String code) {
        long recorded = server.recorded();
        Answer answer = server.send(request.header("Idempotency-Key", "unread")
                .POST(BodyPublishers.ofString(PaymentJson.of("unread", 1250))));
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(server.recorded()).isEqualTo(recorded);
    }

    private static Answer isTooLarge(HttpRequest.BodyPublisher body) {
        long recorded = server.recorded();
        Answer answer = pay("large", body);
        assertThat(answer.code()).isEqualTo("payload_too_large");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(server.recorded()).isEqualTo(recorded);
        return answer;
    }

    private static Answer pay(String key, HttpRequest.BodyPublisher body) {
        return server.send(server.authorized("/v1/payments")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(body));
    }

    private static String intent(String reference, long cents) {
        return "{\"amount\":" + cents + ",\"currency\":\"EUR\",\"reference_id\":\"" + reference + "\"}";
    }

    /** A good body, filled up with spaces. */
    private static byte[] padded(String reference, int size) {
        String body = PaymentJson.of(reference, 1250);
        return (body + " ".repeat(size - body.length())).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
