package io.quittance.terminal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.engine.Limits;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.link.NotSent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the device takes as a request at all, over HTTP (SQ-1 to SQ-3), and how an exchange over HTTP goes wrong. */
final class RequestsTest {

    @TempDir
    private static Path directory;

    private static TerminalSimulator terminal;
    private static Till till;

    @BeforeAll
    static void start() throws IOException {
        terminal = TerminalSimulator.start(Till.quick(directory), Clock.systemUTC());
        till = Till.http(terminal);
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    @AfterEach
    void nothingIsUnderWay() {
        assertThat(terminal.look().deviceStatus()).isEqualTo("IDLE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "startTransaction | {'transactionType':'SALE','referenceId':'a','amount':1} | 102",
                "startTransaction | {'paymentMethod':'CREDIT_CARD','referenceId':'a','amount':1} | 102",
                "startTransaction | {'paymentMethod':'CREDIT_CARD','transactionType':'SALE','amount':1} | 102",
                "startTransaction | {'paymentMethod':'CREDIT_CARD','transactionType':'SALE','referenceId':'a'} | 102",
                "startTransaction | {'paymentMethod':null} | 102",
                "startTransaction | [] | 102",
                "startTransaction | {'paymentMethod':'BARTER'} | 103",
                "startTransaction | {'paymentMethod':'CASH','transactionType':'SALE','referenceId':'a'} | 300",
                "startTransaction | {'paymentMethod':'CREDIT_CARD','transactionType':'TOP_UP'} | 300",
                "startTransaction | {'paymentMethod':'CREDIT_CARD','transactionType':'GIFT'} | 103",
                "getTransaction | {'lookupMethod':'REF_ID'} | 102",
                "getTransaction | {'lookupMethod':'MOOD'} | 103",
                "getTransaction | {'lookupMethod':'LAST_TRANS'} | 302",
                "getTransaction | {'lookupMethod':'TRANS_ID','lookupValue':'1'} | 302",
                "settlement | {} | 102",
                "settlement | {'host':'OTHER'} | 103",
                "getSettlement | {'lookupMethod':'BATCH_NO','lookupValue':'1'} | 401",
                "querySettlements | {'queryParams':{'limit':0}} | 103",
                "querySettlements | {'queryParams':7} | 103",
                "cancel | {} | 102",
                "cancel | {'referenceId':'a'} | 201",
                "continueTransaction | {} | 201",
                "authenticate | {'otp':'123456'} | 201",
                "authenticate | {'otp':'12345'} | 103",
                "pair | {} | 102",
                "pair | {'serialNumber':'other'} | 103",
                "refund | [] | -32601",
                "getStatus | {} | 0",
                "getDeviceInfo | {} | 0"
            })
    void refusesBeforeAnyEffect(String method, String params, int code) throws Exception {
        assertThat(till.code(method, params)).isEqualTo(code);
        assertThat(terminal.ledger()).isEmpty();
    }

    /** SQ-3: decimals, numbers as text, wrong lengths and characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'amount':1.0",
                "'amount':'110'",
                "'amount':0",
                "'amount':-1",
                "'amount':1e2",
                "'currency':'376'",
                "'currency':'ILS'",
                "'currency':1",
                "'tipAmount':-1",
                "'creditTerms':'LATER'",
                "'paymentType':1",
                "'firstPayment':0.5",
                "'notifyUpdate':'yes'",
                "'tipScreen':1",
                "'referenceId':''",
                "'referenceId':'a b'",
                "'referenceId':7",
                "'referenceId':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"
            })
    void refusesAParameterOfTheWrongForm(String wrong) throws Exception {
        String name = wrong.substring(1, wrong.indexOf("':"));
        String order = "{'paymentMethod':'CREDIT_CARD','transactionType':'SALE'"
                + (name.equals("referenceId") ? "" : ",'referenceId':'a'")
                + (name.equals("amount") ? "" : ",'amount':110") + "," + wrong + "}";
        assertThat(till.code("startTransaction", order)).isEqualTo(103);
        assertThat(terminal.ledger()).isEmpty();
    }

    @Test
    void saysWhichLimitAnAmountIsBeyond() throws Exception {
        JsonRpcMessage.Error error =
                (JsonRpcMessage.Error) till.ask("startTransaction", Till.order("SALE", "a", 1_000_000_000_000L));
        assertThat(error.code()).isEqualTo(101);
        assertThat(error.data().textValue()).isEqualTo("AMOUNT_LIMIT_EXCEEDED");
    }

    /** T31, in the vendor's words. */
    @Test
    void saysWhatIsMissing() throws Exception {
        JsonRpcMessage.Error error = (JsonRpcMessage.Error) till.ask("startTransaction", "{}");
        assertThat(error.message()).isEqualTo("payment method is missing");
    }

    /** SQ-1: every answer is HTTP 200 (SQ-2). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | -32700 | -",
                "[] | -32600 | -",
                "{'jsonrpc':'2.0','id':1,'method':'getStatus'} | -32600 | -",
                "{'id':'1','method':'getStatus'} | -32600 | 1",
                "{'jsonrpc':'2.0','method':'getStatus'} | -32600 | -",
                "{'jsonrpc':'2.0','id':'1','result':1} | -32600 | -",
                "{'jsonrpc':'2.0','id':'1','method':'open'} | -32601 | 1"
            })
    void refusesWhatIsNoRequest(String body, int code, String id) throws Exception {
        HttpResponse<String> answer = post("/synqpay", Till.KEY, body.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode message = new ObjectMapper().readTree(answer.body());
        assertThat(message.path("error").path("code").asInt()).isEqualTo(code);
        assertThat(message.path("id").asText("-")).isEqualTo(id);
    }

    /** SQ-2: a wrong key is not read on, and one that is missing only for a pairing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "/synqpay | 00000000 | {'jsonrpc':'2.0','id':'1','method':'pair','params':{'serialNumber':'x'}} | 401",
                "/synqpay | - | {'jsonrpc':'2.0','id':'1','method':'getStatus'} | 401",
                "/synqpay | - | { | 401",
                "/synqpay | - | {'jsonrpc':'2.0','id':'1','method':'pair','params':{'serialNumber':'x'}} | 200",
                "/other | 1234abcd | {} | 404",
                "/synqpay/ | 1234abcd | {} | 404"
            })
    void listensToNobodyWithoutTheKey(String path, String key, String body, int status) throws Exception {
        HttpResponse<String> answer = post(path, key, body.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 401) {
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void takesNoMessageThatIsTooLong() throws Exception {
        assertThat(post("/synqpay", Till.KEY, " ".repeat(Limits.TERMINAL_MESSAGE_BYTES_MAX + 1))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void answersAPageOfAnotherOrigin() throws Exception {
        HttpRequest preflight = HttpRequest.newBuilder(terminal.http())
                .method("OPTIONS", BodyPublishers.noBody())
                .build();
        HttpResponse<Void> answer = HttpClient.newHttpClient().send(preflight, BodyHandlers.discarding());
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).hasValue("api-key, content-type");
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(terminal.http()).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
    }

    private static HttpResponse<String> post(String path, String key, String body) throws Exception {
        URI address = terminal.http().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(body));
        return HttpClient.newHttpClient()
                .send((key == null ? request : request.header("api-key", key)).build(), BodyHandlers.ofString());
    }

    @Test
    void cutsAnExchangeOverHttpBeforeOrAfterItIsDone() throws Exception {
        try (TerminalSimulator other =
                TerminalSimulator.start(Till.quick(directory.resolve("cut")), Clock.systemUTC())) {
            Till client = Till.http(other);
            other.inject(Fault.DROP_BEFORE);
            other.inject(Fault.DROP_AFTER);
            other.inject(Fault.delayAnswer(Duration.ofMillis(50)));

            assertThatThrownBy(() -> client.sale("before", 110)).satisfies(RequestsTest::isUnknown);
            assertThatThrownBy(() -> client.sale("after", 110)).satisfies(RequestsTest::isUnknown);
            assertThat(client.sale("late", 110).path("result").asText()).isEqualTo("OK");
            assertThat(client.status("before")).isEqualTo("302");
            assertThat(client.status("after")).isEqualTo("CAPTURED");
        }
    }

    private static void isUnknown(Throwable failed) {
        assertThat(failed).isInstanceOf(ExecutionException.class);
        assertThat(failed.getCause()).isInstanceOf(IOException.class).isNotInstanceOf(NotSent.class);
    }

    @Test
    void neverAnswersASaleOfThatAmountOverHttp() throws Exception {
        try (TerminalSimulator other =
                TerminalSimulator.start(Till.quick(directory.resolve("mute")), Clock.systemUTC())) {
            Till client = Till.http(other);
            CompletableFuture<JsonRpcMessage> sale = client.send("startTransaction", Till.order("SALE", "r-1", 168));
            await().until(() -> client.status("r-1").equals("CAPTURED"));
            assertThatThrownBy(() -> sale.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }
    }
}
