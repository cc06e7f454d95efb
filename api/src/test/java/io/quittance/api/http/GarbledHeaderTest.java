package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.acquirer.FaultPlan;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: what an incomplete character in a header hides from the parser (Akka HTTP 10.5.3) is never done, and never
 * taken for another request. Method: raw bytes over a socket; each is sent with a plain header first, to see that it is
 * the character that makes the difference.
 */
final class GarbledHeaderTest {

    private static final int PATIENCE_MS = 5_000;

    @TempDir
    private Path directory;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(directory, "shop", FaultPlan.NONE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e4", "\u00f0\u009f", "\u00e0\u0080", "\u00c3", "\u00e4"})
    void aHeaderThatHidesTheNextOneIsRefused(String value) throws IOException {
        String id = server.post("/v1/payments", "first", PaymentJson.of("cart", 1251))
                .json()
                .path("id")
                .asText();
        long recorded = server.recorded();

        assertThat(sent(attempt(id, "cafe"))).startsWith("HTTP/1.1 412");
        assertThat(sent(attempt(id, value))).startsWith("HTTP/1.1 400").doesNotContain("HTTP/1.1 200");
        assertThat(server.recorded()).isEqualTo(recorded);
    }

    @Test
    void aBodyIsNeverTakenForAnotherRequest() throws IOException {
        assertThat(sent(smuggling("cafe")).split("HTTP/1.1 200", -1)).hasSize(2);
        assertThat(sent(smuggling("caf\u00e4"))).startsWith("HTTP/1.1 400").doesNotContain("HTTP/1.1 200");
    }

    private String attempt(String id, String value) {
        String body = "{\"payment_method\":" + PaymentJson.METHOD + "}";
        return "POST /v1/payment_intents/" + id + "/attempts HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Authorization: Bearer " + server.key().text() + "\r\nContent-Type: application/json\r\n"
                + "Idempotency-Key: second\r\nContent-Length: " + body.length() + "\r\n"
                + "X-Name: " + value + "\r\nIf-Match: \"99\"\r\n\r\n" + body;
    }

    private static String smuggling(String value) {
        String hidden = "GET /version HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        return "GET /health/live HTTP/1.1\r\nHost: a\r\nX-Name: " + value + "\r\nContent-Length: " + hidden.length()
                + "\r\n\r\n" + hidden + "GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    }

    /** All that comes back until the server closes the connection. Characters are bytes. */
    private String sent(String bytes) throws IOException {
        try (Socket socket =
                new Socket(server.baseUrl().getHost(), server.baseUrl().getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
