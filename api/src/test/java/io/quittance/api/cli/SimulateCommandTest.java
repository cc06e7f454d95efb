package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.process.QuittanceProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The counterparties' stand-ins, each as a process of its own. */
final class SimulateCommandTest {
    @TempDir
    private Path directory;

    @Test
    void believesNobodyWhoseKeysItCannotRead() throws Exception {
        try (QuittanceProcess provider = QuittanceProcess.start(
                List.of(
                        "simulate",
                        "acquirer",
                        "--port",
                        "0",
                        "--ledger",
                        directory.resolve("ledger.jsonl").toString(),
                        "--faults",
                        "latency=1,wrong_id=0.1,hidden=0.1",
                        "--not-idempotent",
                        "--no-refunds",
                        "--audience",
                        "psp",
                        "--jwks",
                        directory.resolve("jwks.json").toString(),
                        "--client",
                        directory.resolve("client.json").toString()),
                Map.of(),
                directory.resolve("log"))) {
            assertThat(post(provider, "/debit").statusCode()).isEqualTo(401);
            assertThat(post(provider, "/simulator/settle").body()).isEqualTo("{\"settled\":0}");
            assertThat(post(provider, "/simulator/away?seconds=0").statusCode()).isEqualTo(200);
        }
        assertThat(directory.resolve("ledger.jsonl")).isEmptyFile();
    }

    @Test
    void printsWhereATerminalListensAndShowsItsScreen() throws Exception {
        Path data = directory.resolve("terminal");
        try (QuittanceProcess terminal = QuittanceProcess.start(
                List.of("simulate", "terminal", "--port", "0", "--faults", "drop_after=0.01", "--card-time", "5"),
                Map.of("QUITTANCE_TERMINAL_DIRECTORY", data.toString(), "QUITTANCE_TERMINAL_API_KEY", "1234abcd"),
                directory.resolve("terminal-log"))) {
            assertThat(terminal.baseUrl()).matches("http://127\\.0\\.0\\.1:[0-9]+/synqpay");
            URI address = URI.create(terminal.baseUrl());
            String asked = "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"getStatus\"}";
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("api-key", "1234abcd")
                    .POST(BodyPublishers.ofString(asked))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .contains("IDLE");
            HttpRequest page = HttpRequest.newBuilder(address.resolve("/")).build();
            assertThat(HttpClient.newHttpClient()
                            .send(page, BodyHandlers.ofString())
                            .body())
                    .contains("SIM-0881818");
        }
        assertThat(data.resolve("ledger.jsonl")).isEmptyFile();
    }

    @Test
    void namesEveryAddressOfATerminal() throws Exception {
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(new SimulateTerminalCommand());
        line.setOut(new PrintWriter(said));
        Thread running = new Thread(() -> line.execute(
                "--port", "0", "--directory", directory.resolve("other").toString()));
        running.start();
        await().until(() -> said.toString().contains("certificate SHA-256 "));
        running.interrupt();
        running.join();

        assertThat(said.toString()
                        .lines()
                        .map(each -> each.replaceAll(":[0-9]+", ":0"))
                        .toList())
                .startsWith(
                        "listening on http://127.0.0.1:0/synqpay",
                        "listening on https://127.0.0.1:0/synqpay",
                        "listening on ws://127.0.0.1:0/synqpay",
                        "listening on wss://127.0.0.1:0/synqpay",
                        "listening on tcp://127.0.0.1:0",
                        "listening on tls://127.0.0.1:0",
                        "screen at http://127.0.0.1:0/");
    }

    private static HttpResponse<String> post(QuittanceProcess provider, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(provider.baseUrl() + path))
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());
    }
}
