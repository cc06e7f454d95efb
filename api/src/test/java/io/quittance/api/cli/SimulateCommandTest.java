package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.process.QuittanceProcess;
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

/** The simulated provider as a process of its own. */
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

    private static HttpResponse<String> post(QuittanceProcess provider, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(provider.baseUrl() + path))
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());
    }
}
