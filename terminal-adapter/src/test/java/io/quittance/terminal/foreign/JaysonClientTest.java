package io.quittance.terminal.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.protocol.Samples;
import io.quittance.terminal.simulator.SimulatorSettings;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a client that others wrote understands our simulated terminal. Method: jayson's own HTTP client, from the npm
 * registry, one process per call.
 */
final class JaysonClientTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static TerminalSimulator terminal;
    private static URI address;
    private static String key;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        NodeScript.install();
        terminal = TerminalSimulator.start(
                SimulatorSettings.defaults(directory).withApiKey("0a1b2c3d"), Clock.systemUTC());
        address = terminal.http();
        key = terminal.apiKey();
    }

    @AfterAll
    static void stop() {
        if (terminal != null) {
            terminal.close();
        }
    }

    @Test
    void theStatusIsUnderstood() throws Exception {
        assertThat(answer("getStatus").path("result").path("deviceStatus").asText())
                .isEqualTo("IDLE");
    }

    @Test
    void aSaleIsMadeAndFoundAgain() throws Exception {
        String reference = Samples.SALE.referenceId();
        JsonNode made = answer("startTransaction", Samples.SALE.params().toString());
        String lookup = "{\"lookupMethod\":\"REF_ID\",\"lookupValue\":\"" + reference + "\"}";

        assertThat(made.path("result").path("transaction").path("referenceId").asText())
                .isEqualTo(reference);
        assertThat(answer("getTransaction", lookup).path("result").path("transaction"))
                .isEqualTo(made.path("result").path("transaction"));
        assertThat(answer("startTransaction", Samples.SALE.params().toString())
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(303);
    }

    @Test
    void aMissingParameterIsAnError() throws Exception {
        assertThat(answer("startTransaction", "{\"amount\":110}")
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(102);
    }

    @Test
    void anUnknownMethodIsAnError() throws Exception {
        assertThat(answer("confirmTransaction").path("error").path("code").asInt())
                .isEqualTo(JsonRpcMessage.Error.METHOD_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "\"\"", "\"מס׳ 1\""})
    void aTextComesBackAsTheSameId(String id) throws Exception {
        assertThat(answer("getStatus", "{}", id).path("id")).isEqualTo(JSON.readTree(id));
    }

    /** SQ-1. */
    @Test
    void aNumberIsNoId() throws Exception {
        JsonNode answer = answer("getStatus", "{}", "7");

        assertThat(answer.path("error").path("code").asInt()).isEqualTo(JsonRpcMessage.Error.INVALID_REQUEST);
        assertThat(answer.path("id").isNull()).isTrue();
    }

    /** SQ-2, T30. */
    @Test
    void aWrongKeyIsAnErrorOfHttp() throws Exception {
        JsonNode told = JSON.readTree(NodeScript.run("client.js", List.of(address.toString(), "wrong", "getStatus")));

        assertThat(told.path("failed").path("status").asInt()).isEqualTo(401);
    }

    private static JsonNode answer(String... call) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(address.toString(), key));
        arguments.addAll(List.of(call));
        JsonNode told = JSON.readTree(NodeScript.run("client.js", arguments));
        assertThat(told.has("answer")).as(told.toString()).isTrue();
        return told.path("answer");
    }
}
