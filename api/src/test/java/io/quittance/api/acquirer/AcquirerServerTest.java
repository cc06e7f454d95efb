package io.quittance.api.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcquirerServerTest {
    private static final String ORDER = "{\"reference\":\"pi_a-1\",\"amount\":1250,\"currency\":\"EUR\","
            + "\"card\":{\"number\":\"5200000000000056\",\"expiry\":\"2030-12\",\"cvc\":\"341\"}}";

    private final HttpClient client = HttpClient.newHttpClient();
    private Path ledger;
    private AcquirerServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        ledger = directory.resolve("acquirer.jsonl");
        server = AcquirerServer.start(settings(0, ledger), Given.CLOCK);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void approvesAnOrderAndKnowsIt() throws Exception {
        HttpResponse<String> answer = post(ORDER);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode told = json(answer);
        assertThat(told.path("decision").asText()).isEqualTo("approved");
        assertThat(told.path("authorization_code").asText()).isEqualTo("000001");
        assertThat(told.path("acquirer_reference").asText()).isEqualTo("acq-1");
        assertThat(json(get("/authorizations/pi_a-1"))).isEqualTo(told);
    }

    @Test
    void saysWhyItDeclined() throws Exception {
        JsonNode reason = json(post(ORDER.replace("1250", "1251"))).path("reason");

        assertThat(reason.path("decline_code").asText()).isEqualTo("insufficient_funds");
        assertThat(reason.path("host_code").asText()).isEqualTo("51");
    }

    @Test
    void deniesAReferenceInItsOwnWords() throws Exception {
        HttpResponse<String> answer = get("/authorizations/pi_x-1");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("error").asText()).isEqualTo("unknown_reference");
        assertThat(json(answer).path("reference").asText()).isEqualTo("pi_x-1");
    }

    @Test
    void showsEveryDoubleCharge() throws Exception {
        post(ORDER);
        post(ORDER);
        post(ORDER.replace("pi_a-1", "pi_b-1"));

        JsonNode summary = json(get("/ledger/summary"));

        assertThat(summary.path("entries").asInt()).isEqualTo(3);
        assertThat(summary.path("approved").asInt()).isEqualTo(3);
        assertThat(summary.path("approved_amounts").path("EUR").asInt()).isEqualTo(3750);
        assertThat(summary.path("charged_more_than_once")).hasSize(1).first().satisfies(reference -> assertThat(
                        reference.asText())
                .isEqualTo("pi_a-1"));
        assertThat(Files.readAllLines(ledger)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{'reference':'pi_a-1','amount':1250,'currency':'EUR'}",
                "{'reference':'pi_a-1','amount':0,'currency':'EUR',"
                        + "'card':{'number':'5200000000000056','expiry':'2030-12'}}",
                "{'reference':'pi_a-1','amount':1,'currency':'EURO',"
                        + "'card':{'number':'5200000000000056','expiry':'2030-12'}}",
                "{'reference':'pi_a-1','amount':1,'currency':'EUR','card':{'number':'52000','expiry':'2030-12'}}",
                "{'reference':'pi_a-1','amount':1,'currency':'EUR',"
                        + "'card':{'number':'5200000000000056','expiry':'12/30'}}"
            })
    void chargesNothingForARequestThatMakesNoOrder(String body) throws Exception {
        HttpResponse<String> answer = post(body.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_request").doesNotContain("5200000000000056");
        assertThat(server.summary().entries()).isZero();
    }

    @Test
    void knowsItsThreeCallsOnly() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(json(get("/authorizations")).path("error").asText()).isEqualTo("no_such_call");
    }

    @Test
    void closesTheConnectionWithoutAByteWhereItGivesNoAnswer() throws IOException {
        byte[] order = ORDER.replace("1250", "1268").getBytes(StandardCharsets.UTF_8);
        String head = "POST /authorizations HTTP/1.1\r\nHost: acquirer\r\nContent-Type: application/json\r\n"
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
        assertThatThrownBy(() -> AcquirerServer.start(settings(0, ledger), Given.CLOCK))
                .isInstanceOf(LedgerRefused.class);
        AcquirerServer.start(settings(0, other.resolve("acquirer.jsonl")), Given.CLOCK)
                .close();
    }

    @Test
    void givesTheLedgerFreeWhenItsPortIsTaken(@TempDir Path other) throws IOException {
        Path second = other.resolve("acquirer.jsonl");

        assertThatThrownBy(() -> AcquirerServer.start(settings(server.port(), second), Given.CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());

        AcquirerLedger.open(second, Given.CLOCK).close();
    }

    private static AcquirerSettings settings(int port, Path file) {
        return new AcquirerSettings("127.0.0.1", port, file, FaultPlan.NONE);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(HttpRequest.newBuilder(server.baseUrl().resolve("/authorizations"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(server.baseUrl().resolve(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return AcquirerJson.MAPPER.readTree(answer.body());
    }
}
