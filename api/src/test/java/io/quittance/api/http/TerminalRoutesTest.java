package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.terminals.Tills;
import io.quittance.terminal.simulator.Button;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Terminals over HTTP, with simulated devices; every answer is held against the document as well. */
final class TerminalRoutesTest {
    private static final String TERMINALS = "/v1/terminals";
    private static final String GOOD = """
            {"name":"Kasse \u00dc 3","url":"http://127.0.0.1:1/synqpay","serial_number":"0881818"}""";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    private final RunningServer server = RunningServer.forTests();

    @Test
    void aTerminalIsRegisteredPairedAndPaidAt() {
        Answer registered = server.post(TERMINALS, body(server.tills().fresh().ws()));
        String path = TERMINALS + "/" + id(registered);

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.header("Location")).isEqualTo(path);
        assertThat(told(registered)).isEqualTo("registered, unpaired, unheard of");
        assertThat(told(server.get(path))).isEqualTo(", unpaired, unheard of");
        assertThat(told(server.post(path + "/pair", ""))).isEqualTo("code_shown, unpaired, unheard of");
        assertThat(told(server.post(path + "/authenticate", otp(code())))).startsWith("paired, paired");
        await().atMost(PATIENCE).until(() -> told(server.get(path)).equals(", paired, IDLE"));

        Answer paid = pay(registered, 1250, "{}");

        assertThat(paid.status()).isEqualTo(201);
        assertThat(paid.json().path("status").asText()).isEqualTo("succeeded");
        JsonNode method = paid.json().at("/attempts/0/method");
        assertThat(method.path("terminal_id").asText()).isEqualTo(id(registered));
        assertThat(method.path("masked").asText()).isEqualTo("510046XXXXXX7315");
        assertThat(server.get(path).body()).contains("\"success_rate\":1.000,\"dialogues\":1,");
    }

    @Test
    void whatThePayerIsAskedForIsToldWhileHeIsAtTheTerminal() {
        Answer pending = pay(paired(server.tills().byHand()), 1250, "{\"wait_seconds\":0}");
        String path = "/v1/payment_intents/" + id(pending);

        await().atMost(PATIENCE).until(() -> server.get(path)
                .json()
                .at("/attempts/0/method/payer_step")
                .asText()
                .equals("waiting_for_card"));

        assertThat(server.get("/v1/events?type=terminal.waiting_for_card")
                        .json()
                        .at("/data/0/data/id"))
                .hasToString('"' + id(pending) + '"');
        server.tills().byHand().press(Button.TAP);
        await().atMost(PATIENCE)
                .until(() -> server.get(path).json().path("status").asText().equals("succeeded"));
    }

    @Test
    void whoIsAtTheTerminalIsInItsQueueUntilHeIsSentAway() {
        Answer terminal = paired(server.tills().byHand());
        String path = TERMINALS + "/" + id(terminal);
        Answer pending = pay(terminal, 1250, "{\"wait_seconds\":0}");
        assertThat(pending.status()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> server.tills().byHand().look().referenceId() != null);

        Answer busy = server.get(path);
        assertThat(busy.json().path("queue")).singleElement().satisfies(order -> {
            assertThat(order.path("position").asInt()).isEqualTo(1);
            assertThat(order.path("downstream_reference").asText()).isEqualTo(id(pending) + "-1");
            assertThat(order.path("payment_intent").asText()).isEqualTo(id(pending));
        });
        assertThat(busy.body()).contains("\"success_rate\":null,\"dialogues\":0,");
        assertThat(server.post(path + "/pair", "").code()).isEqualTo("attempt_in_progress");
        assertThat(server.post(path + "/settlement", "").code()).isEqualTo("attempt_in_progress");

        assertThat(told(server.post(path + "/cancel", ""))).startsWith("cancel_asked");
        await().atMost(PATIENCE)
                .until(() -> server.get(path).json().path("queue").isEmpty());
        assertThat(told(server.post(path + "/cancel", ""))).startsWith("nothing_running");
        assertThat(told(server.post(path + "/settlement", ""))).startsWith("settled");
        assertThat(server.get(path).body()).contains("\"success_rate\":1.000,\"dialogues\":1,");
    }

    @Test
    void aRemovedTerminalIsInNoListAndTakesNoPayment() {
        Answer terminal = paired(server.tills().busy());
        String path = TERMINALS + "/" + id(terminal);

        assertThat(told(server.send(server.authorized(path).DELETE()))).startsWith("removed, paired");

        assertThat(server.get(path).status()).isEqualTo(404);
        assertThat(server.send(server.authorized(path).DELETE()).status()).isEqualTo(404);
        assertThat(server.get(TERMINALS).json().path("data")).isEmpty();
        Answer refused = pay(terminal, 1250, "{}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().path("detail").asText()).contains(id(terminal));
    }

    @Test
    void theListIsNewestFirstInPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, id(server.post(TERMINALS, GOOD)));
        }

        List<String> listed = new ArrayList<>();
        JsonNode page = server.get(TERMINALS + "?limit=2").json();
        ids(page).forEach(listed::add);
        while (page.path("has_more").asBoolean()) {
            page = server.get(TERMINALS + "?limit=2&after="
                            + page.path("next_cursor").asText())
                    .json();
            ids(page).forEach(listed::add);
        }

        assertThat(listed).containsExactlyInAnyOrderElementsOf(made).hasSize(5);
        assertThat(ids(server.get(TERMINALS).json())).isEqualTo(listed);
        assertThat(page.path("next_cursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, /limit out_of_range",
        "limit=101, /limit out_of_range",
        "limit=many, /limit invalid",
        "after=, /after invalid",
        "after=eA, /after invalid",
        "colour=red, /colour unknown_parameter"
    })
    void aListIsAskedForStrictly(String query, String fault) {
        assertThat(faults(server.get(TERMINALS + "?" + query))).containsExactly(fault);
    }

    @Test
    void allFaultsOfARegistrationAreToldAtOnce() {
        Answer refused = server.post(TERMINALS, """
                {"name":7,"url":"ftp://till","serial_number":"a b","api_key":"s3cret","fingerprint":"x","colour":"red"}
                """);

        assertThat(faults(refused))
                .containsExactlyInAnyOrder(
                        "/name wrong_type",
                        "/url invalid",
                        "/serial_number invalid",
                        "/api_key invalid",
                        "/fingerprint invalid",
                        "/colour unknown_field");
        assertThat(refused.body()).doesNotContain("s3cret");
        assertThat(server.get(TERMINALS).json().path("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"{}, /otp required", "{\"otp\":987987}, /otp wrong_type", "{\"otp\":\"987987 \"}, /otp invalid"})
    void aCodeIsReadStrictlyAndNotRepeated(String body, String fault) {
        Answer refused = server.post(TERMINALS + "/" + id(server.post(TERMINALS, GOOD)) + "/authenticate", body);

        assertThat(faults(refused)).containsExactly(fault);
        assertThat(refused.body()).doesNotContain("987987");
    }

    @Test
    void aCodeThatIsWrongOrTooLateEndsThePairing() {
        String path = TERMINALS + "/"
                + id(server.post(TERMINALS, body(server.tills().fresh().http())));
        server.post(path + "/pair", "");
        String code = code();
        String wrong = code.equals("654321") ? "123456" : "654321";

        assertThat(faults(server.post(path + "/authenticate", otp(wrong)))).containsExactly("/otp invalid");
        assertThat(faults(server.post(path + "/authenticate", otp(code)))).containsExactly("/otp invalid");
        assertThat(server.get(path).json().path("paired").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pair", "cancel", "settlement"})
    void whereThereIsNothingToSayOnlyNothingIsTaken(String act) {
        String path = TERMINALS + "/" + id(paired(server.tills().idle())) + "/" + act;

        assertThat(faults(server.post(path, "{\"colour\":\"red\"}"))).containsExactly("/colour unknown_field");
        assertThat(faults(server.post(path, "[]"))).containsExactly(" wrong_type");
        assertThat(server.send(server.authorized(path).POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRemovalThatSaysMoreThanNothingRemovesNothing() {
        String path = TERMINALS + "/" + id(server.post(TERMINALS, GOOD));

        Answer refused =
                server.send(server.json(path, "").method("DELETE", BodyPublishers.ofString("{\"colour\":\"red\"}")));

        assertThat(faults(refused)).containsExactly("/colour unknown_field");
        assertThat(server.get(path).status()).isEqualTo(200);
    }

    @Test
    void anIdempotencyKeyIsAllowedAndKeepsNothing() {
        Answer first = server.post(TERMINALS, "key-1", GOOD);
        Answer second = server.post(TERMINALS, "key-1", GOOD);

        assertThat(List.of(first.status(), second.status())).containsOnly(201);
        assertThat(id(second)).isNotEqualTo(id(first));
        assertThat(server.send(server.json(TERMINALS, GOOD).header("If-Match", "\"1\""))
                        .code())
                .isEqualTo("validation");
    }

    @Test
    void theKeyIsInNoAnswer() {
        TerminalSimulator device = server.tills().fresh();
        Answer registered = server.post(TERMINALS, body(device.http()).replace("}", ",\"api_key\":\"0a1b2c3d\"}"));
        String path = TERMINALS + "/" + id(registered);
        server.post(path + "/pair", "");
        Answer paired = server.post(path + "/authenticate", otp(code()));

        assertThat(device.apiKey()).hasSize(8);
        assertThat(List.of(registered, paired, server.get(path), server.get(TERMINALS)))
                .allSatisfy(answer -> assertThat(answer.body()).doesNotContain("0a1b2c3d", device.apiKey(), "api_key"));
    }

    private Answer pay(Answer terminal, long cents, String more) {
        String body = "{\"amount\":" + cents + ",\"currency\":\"EUR\",\"payment_method\":"
                + "{\"type\":\"terminal\",\"terminal_id\":\"" + id(terminal) + "\"}";
        return server.post("/v1/payments", "pay-1", body + more.replaceFirst("\\{", more.equals("{}") ? "" : ","));
    }

    /** Registered with the key that the device has. */
    private Answer paired(TerminalSimulator device) {
        return server.post(TERMINALS, body(device.ws()).replace("}", ",\"api_key\":\"" + Tills.KEY + "\"}"));
    }

    private static String body(URI address) {
        return "{\"name\":\"Till\",\"url\":\"" + address + "\",\"serial_number\":\"" + Tills.SERIAL + "\"}";
    }

    private String code() {
        return server.tills().fresh().look().otp();
    }

    private static String otp(String code) {
        return "{\"otp\":\"" + code + "\"}";
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asText();
    }

    /** What was done, and how the terminal stands. */
    private static String told(Answer answer) {
        JsonNode terminal = answer.json();
        return terminal.path("result").asText()
                + (terminal.path("paired").asBoolean() ? ", paired" : ", unpaired")
                + (terminal.path("device_status").isNull()
                        ? ", unheard of"
                        : ", " + terminal.path("device_status").asText());
    }

    private static List<String> ids(JsonNode page) {
        return page.path("data").findValuesAsText("id");
    }

    private static List<String> faults(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                .map(fault -> fault.path("pointer").asText() + " "
                        + fault.path("code").asText())
                .toList();
    }
}
