package io.quittance.api.acquirer;

import static io.quittance.api.acquirer.Given.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.partner.PartnerSettings;
import io.quittance.api.partner.SigningKey;
import io.quittance.api.partner.UniqueId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider's side of the Partner API, byte by byte: PP-2, PP-3, PP-4, PP-6, PP-7, PP-8, PP-16, PP-17. */
final class AcquirerServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = UniqueId.of("pi_a-1");
    private static final String DEBIT = """
            {"uniqueId":"%s","configuration":{},"amount":"12.50","currency":"EUR","paymentBrand":"CARD",
             "paymentType":"DB","merchantName":"Shop","notificationUrl":"http://127.0.0.1:1/partner/webhooks",
             "shopperResultUrl":"http://127.0.0.1:1/","timestamp":"2026-11-21T10:15:30.000001Z",
             "merchantTransactionId":"pi_a-1","customParameters":{"a":{"b":[1]}},
             "card":{"number":"5200000000000056","cvv":"341","expiryMonth":"12","expiryYear":"2030"}}""".formatted(ID);

    private final HttpClient client = HttpClient.newHttpClient();
    private Path ledger;
    private AcquirerServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        ledger = directory.resolve("acquirer.jsonl");
        server = AcquirerServer.start(settings(0, ledger, AcquirerSettings.Provider.PLAIN), Given.CLOCK);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void approvesADebitAndKnowsIt() throws Exception {
        HttpResponse<String> answer = post("/debit", debit());

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode told = json(answer);
        assertThat(told.at("/result/code").asText()).isEqualTo("000.100.110");
        assertThat(told.path("uniqueId").asText()).isEqualTo(ID);
        assertThat(told.path("amount").asText()).isEqualTo("12.50");
        assertThat(told.path("connectorTxID1").asText()).isEqualTo("acq-1");
        assertThat(told.path("paymentType").asText()).isEqualTo("DB");
        assertThat(told.path("customParameters").toString()).isEqualTo("{\"a\":{\"b\":[1]}}");
        assertThat(told.path("card").toString()).isEqualTo("{\"bin\":\"520000\",\"last4Digits\":\"0056\"}");
        assertThat(json(get("/status/" + ID))).isEqualTo(told);
    }

    @Test
    void saysWhyItDeclined() throws Exception {
        JsonNode told = json(post("/debit", debit().put("amount", "12.51")));

        assertThat(told.at("/result/code").asText()).isEqualTo("800.100.155");
        assertThat(told.at("/resultDetails/AcquirerResponse").asText()).isEqualTo("51");
    }

    @Test
    void answersARepeatTheSameAndRefusesAnotherUnderItsName() throws Exception {
        String first = post("/debit", debit()).body();

        assertThat(post("/debit", debit()).body()).isEqualTo(first);
        assertThat(post("/debit", debit().put("amount", "13.00")).statusCode()).isEqualTo(400);
        assertThat(post("/debit", debit().put("paymentBrand", "VISA")).statusCode())
                .isEqualTo(400);
        assertThat(server.summary().entries()).isEqualTo(1);
    }

    @Test
    void deniesWhatItDoesNotKnowInItsOwnWords() throws Exception {
        HttpResponse<String> answer = get("/status/" + UniqueId.of("pi_x-1"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).at("/result/code").asText()).isEqualTo("700.400.580");
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(json(get("/debit")).path("error").asText()).isEqualTo("no_such_call");
    }

    @Test
    void knowsItsTransactionsAfterARestart() throws Exception {
        JsonNode told = json(post("/debit", debit()));
        server.close();
        server = AcquirerServer.start(settings(0, ledger, AcquirerSettings.Provider.PLAIN), Given.CLOCK);

        JsonNode again = json(get("/status/" + ID));

        assertThat(again.path("connectorTxID1")).isEqualTo(told.path("connectorTxID1"));
        assertThat(again.path("result")).isEqualTo(told.path("result"));
    }

    @Test
    void showsEveryDoubleChargeWhenItDoesNotKnowOrdersApart() throws Exception {
        server.close();
        server =
                AcquirerServer.start(settings(0, ledger, AcquirerSettings.Provider.PLAIN.notIdempotent()), Given.CLOCK);
        post("/debit", debit());
        post("/debit", debit());

        JsonNode summary = json(get("/ledger/summary"));

        assertThat(summary.path("entries").asInt()).isEqualTo(2);
        assertThat(summary.path("charged_more_than_once").toString()).isEqualTo("[\"pi_a-1\"]");
        assertThat(json(get("/ledger/accounts/pi_a-1")).path("taken").asInt()).isEqualTo(2500);
        assertThat(Files.readAllLines(ledger)).hasSize(2);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "uniqueId | ",
                "configuration | ",
                "configuration | 'x'",
                "amount | ",
                "amount | 12.50",
                "amount | '12.5'",
                "amount | '0.00'",
                "currency | 'EURO'",
                "paymentBrand | ",
                "paymentType | 'PA'",
                "merchantName | ",
                "merchantName | ''",
                "notificationUrl | ",
                "notificationUrl | 'nowhere'",
                "shopperResultUrl | ",
                "timestamp | ",
                "card/number | ",
                "card/number | '52000'",
                "card/cvv | '1'",
                "card/expiryMonth | '13'",
                "card/expiryYear | '30'"
            })
    void chargesNothingForARequestThatMakesNoOrder(String name, String value) throws Exception {
        ObjectNode body = debit();
        change(body, name, value);

        HttpResponse<String> answer = post("/debit", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/result/code").asText()).isEqualTo("200.300.404");
        assertThat(json(answer).at("/result/parameterErrors").findValuesAsText("name"))
                .contains(name);
        assertThat(answer.body()).doesNotContain("5200000000000056");
        assertThat(server.summary().entries()).isZero();
    }

    @Test
    void looksAtNothingThatIsNotSigned(@TempDir Path keys) throws Exception {
        Path jwks = keys.resolve("jwks.json");
        server.close();
        server = AcquirerServer.start(
                settings(
                        0,
                        ledger,
                        new AcquirerSettings.Provider(true, true, PartnerSettings.AUDIENCE, jwks.toString(), null)),
                Given.CLOCK);
        SigningKey key = SigningKey.open(keys.resolve("key.json"), Given.CLOCK);

        assertThat(post("/debit", debit()).statusCode()).isEqualTo(401);
        assertThat(json(post("/debit", JSON.createObjectNode()))
                        .at("/result/code")
                        .asText())
                .isEqualTo("800.100.152");
        assertThat(signed(key).statusCode()).isEqualTo(503);
        key.publish(jwks);
        assertThat(signed(key).statusCode()).isEqualTo(200);
        assertThat(server.summary().entries()).isEqualTo(1);
    }

    @Test
    void settlesWhenItIsTold() throws Exception {
        post("/debit", debit());

        assertThat(json(post("/simulator/settle", JSON.createObjectNode()))
                        .path("settled")
                        .asInt())
                .isEqualTo(1);

        assertThat(json(get("/status/" + ID)).at("/resultDetails/SettledAt").asText())
                .isEqualTo(Given.CLOCK.instant().toString());
    }

    @Test
    void isAwayWhenItIsTold() throws Exception {
        assertThat(post("/simulator/away?seconds=3600", JSON.createObjectNode()).statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> post("/debit", debit())).isInstanceOf(IOException.class);

        post("/simulator/away?seconds=0", JSON.createObjectNode());

        assertThat(post("/debit", debit()).statusCode()).isEqualTo(200);
        assertThat(post("/simulator/away?seconds=x", JSON.createObjectNode()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void closesTheConnectionWithoutAByteWhereItGivesNoAnswer() throws IOException {
        byte[] order = DEBIT.replace("12.50", "12.68").getBytes(StandardCharsets.UTF_8);
        String head = "POST /debit HTTP/1.1\r\nHost: acquirer\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + order.length + "\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(order);
            out.flush();

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(server.summary().approved()).isEqualTo(1);
    }

    @Test
    void refusesALedgerThatAnotherServerHas(@TempDir Path other) throws IOException {
        assertThatThrownBy(
                        () -> AcquirerServer.start(settings(0, ledger, AcquirerSettings.Provider.PLAIN), Given.CLOCK))
                .isInstanceOf(LedgerRefused.class);
        AcquirerServer.start(settings(0, other.resolve("acquirer.jsonl"), AcquirerSettings.Provider.PLAIN), Given.CLOCK)
                .close();
    }

    @Test
    void givesTheLedgerFreeWhenItsPortIsTaken(@TempDir Path other) throws IOException {
        Path second = other.resolve("acquirer.jsonl");

        assertThatThrownBy(() -> AcquirerServer.start(
                        settings(server.port(), second, AcquirerSettings.Provider.PLAIN), Given.CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());

        AcquirerLedger.open(second, Given.CLOCK).close();
    }

    private static AcquirerSettings settings(int port, Path file, AcquirerSettings.Provider provider) {
        return new AcquirerSettings("127.0.0.1", port, file, FaultPlan.NONE, provider);
    }

    private static ObjectNode debit() throws IOException {
        return (ObjectNode) JSON.readTree(DEBIT);
    }

    private HttpResponse<String> signed(SigningKey key) throws Exception {
        return send(HttpRequest.newBuilder(server.baseUrl().resolve("/debit"))
                .header("Authorization", "Bearer " + key.token(PartnerSettings.AUDIENCE))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(DEBIT)));
    }

    private HttpResponse<String> post(String path, JsonNode body) throws Exception {
        return send(HttpRequest.newBuilder(server.baseUrl().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(server.baseUrl().resolve(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
