package io.quittance.terminal.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.money.Money;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.jsonrpc.MalformedFrame;
import io.quittance.terminal.link.HttpLink;
import io.quittance.terminal.link.NotSent;
import io.quittance.terminal.protocol.Sale;
import io.quittance.terminal.protocol.SaleAnswers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: we speak JSON-RPC and not only with ourselves. Method: a terminal whose JSON-RPC is jayson, from the npm
 * registry, as terminals answer ({@code /synqpay}) and behind its own HTTP server ({@code /jayson}).
 */
final class JaysonServerTest {

    private static final String KEY = "a1b2c3d4";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static NodeScript peer;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        NodeScript.install();
        peer = NodeScript.start("server.js", KEY);
        address = "http://127.0.0.1:" + peer.line().replace("listening ", "");
    }

    @AfterAll
    static void stop() throws Exception {
        if (peer != null) {
            peer.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/synqpay", "/jayson"})
    void aSaleIsMadeAndFoundAgain(String path) throws Exception {
        Sale sale = sale(path, 1250);

        assertThat(SaleAnswers.started(sale, call(path, KEY, start(sale))))
                .isInstanceOfSatisfying(AttemptOutcome.Approved.class, approved -> assertThat(
                                approved.approval().acquirerReference())
                        .startsWith("2504071155260881818"));
        assertThat(SaleAnswers.found(sale, call(path, KEY, lookUp(sale)), true, Instant.EPOCH))
                .isInstanceOfSatisfying(InquiryAnswer.Found.class, found -> assertThat(found.outcome())
                        .isInstanceOf(AttemptOutcome.Approved.class));
    }

    @Test
    void aDeclineKeepsItsScript() throws Exception {
        Sale sale = sale("declined", 1251);

        assertThat(SaleAnswers.started(sale, call(start(sale))))
                .isInstanceOfSatisfying(
                        AttemptOutcome.Declined.class,
                        declined -> assertThat(declined.failure().hostMessage()).isEqualTo("סירוב בחברת האשראי"));
    }

    /** T37. */
    @Test
    void aReferenceThatWasUsedIsLookedUpAndNoDecline() throws Exception {
        Sale sale = sale("twice", 1250);
        call(start(sale));

        assertThat(SaleAnswers.started(sale, call(start(sale)))).isInstanceOf(AttemptOutcome.Unknown.class);
        assertThat(SaleAnswers.found(sale, call(lookUp(sale)), true, Instant.EPOCH))
                .isInstanceOf(InquiryAnswer.Found.class);
    }

    @Test
    void whatWasNeverStartedIsNotFound() throws Exception {
        Sale sale = sale("never", 1250);

        assertThat(SaleAnswers.found(sale, call(lookUp(sale)), true, Instant.EPOCH))
                .isInstanceOf(InquiryAnswer.NotFound.class);
    }

    /** T31. */
    @Test
    void anErrorMeansThatNothingWasDone() throws Exception {
        Sale sale = sale("without", 1250);
        JsonNode params = sale.params().without("paymentMethod");

        assertThat(SaleAnswers.started(sale, call(request("startTransaction", params))))
                .isEqualTo(new AttemptOutcome.NotProcessed("error 102, payment method is missing"));
    }

    @Test
    void jaysonsOwnErrorMeansThatNothingWasDone() throws Exception {
        JsonRpcMessage answer = call(request("confirmTransaction", null));

        assertThat(answer).isInstanceOfSatisfying(JsonRpcMessage.Error.class, error -> assertThat(error.code())
                .isEqualTo(JsonRpcMessage.Error.METHOD_NOT_FOUND));
        assertThat(SaleAnswers.started(sale("unknown", 1250), answer)).isInstanceOf(AttemptOutcome.NotProcessed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"jsonrpc\":\"2.0\",\"id\":\"1\",", "no JSON", ""})
    void jaysonsAnswerToNoJsonIsAParseErrorToUs(String text) throws Exception {
        JsonRpcMessage answer = JsonRpcCodec.ofTerminals()
                .read(post("/synqpay", text.getBytes(UTF_8)).body());

        assertThat(answer).isInstanceOfSatisfying(JsonRpcMessage.Error.class, error -> {
            assertThat(error.id()).isNull();
            assertThat(error.code()).isEqualTo(JsonRpcMessage.Error.PARSE_ERROR);
        });
    }

    /** Behind its own server jayson answers no JSON with HTTP 400, which proves nothing; terminals do not. */
    @Test
    void aRefusalByHttpProvesNothing() throws Exception {
        assertThat(post("/jayson", "no JSON".getBytes(UTF_8)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "", "מס׳ 1", "💳", "a\"b\\c"})
    void aTextComesBackAsTheSameId(String id) throws Exception {
        JsonRpcMessage.Request request = new JsonRpcMessage.Request(new JsonRpcId.Text(id), "getStatus", null);

        assertThat(call(request)).isInstanceOf(JsonRpcMessage.Result.class);
    }

    @Test
    void aNumberComesBackAsANumberWhichTerminalsDoNotTake() throws Exception {
        JsonRpcCodec standard = new JsonRpcCodec(JsonRpcId.Rule.TEXT_OR_WHOLE);
        JsonRpcId.Whole id = new JsonRpcId.Whole(Integer.MAX_VALUE);
        byte[] answer = post("/synqpay", standard.write(new JsonRpcMessage.Request(id, "getStatus", null)))
                .body();

        assertThat(standard.read(answer))
                .isInstanceOfSatisfying(JsonRpcMessage.Result.class, result -> assertThat(result.id())
                        .isEqualTo(id));
        assertThatThrownBy(() -> JsonRpcCodec.ofTerminals().read(answer)).isInstanceOf(MalformedFrame.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/synqpay", "/jayson"})
    void aNotificationIsNotAnswered(String path) throws Exception {
        byte[] frame = JsonRpcCodec.ofTerminals().write(new JsonRpcMessage.Notification("getStatus", null));

        assertThat(post(path, frame).body()).isEmpty();
    }

    /** T30. */
    @Test
    void aWrongKeyOrPathMeansThatNothingWasRead() {
        Sale sale = sale("wrong", 1250);

        assertThatThrownBy(() -> call("/synqpay", "wrong", start(sale))).hasCauseInstanceOf(NotSent.class);
        assertThatThrownBy(() -> call("/elsewhere", KEY, start(sale))).hasCauseInstanceOf(NotSent.class);
    }

    private static Sale sale(String reference, long amount) {
        return new Sale(reference.replace("/", ""), Money.of(amount, "ILS"), true);
    }

    private static JsonRpcMessage.Request start(Sale sale) {
        return request("startTransaction", sale.params());
    }

    private static JsonRpcMessage.Request lookUp(Sale sale) {
        return request(
                "getTransaction",
                JSON.objectNode().put("lookupMethod", "REF_ID").put("lookupValue", sale.referenceId()));
    }

    private static JsonRpcMessage.Request request(String method, JsonNode params) {
        return new JsonRpcMessage.Request(new JsonRpcId.Text("1"), method, params);
    }

    private static JsonRpcMessage call(JsonRpcMessage.Request request) throws Exception {
        return call("/synqpay", KEY, request);
    }

    private static JsonRpcMessage call(String path, String key, JsonRpcMessage.Request request) throws Exception {
        try (HttpLink link = new HttpLink(URI.create(address + path), key, null)) {
            return link.call(request).toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static HttpResponse<byte[]> post(String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("api-key", KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    }
}
