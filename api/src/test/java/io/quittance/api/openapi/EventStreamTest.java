package io.quittance.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The feed as a stream: what the document says of it, read off the wire line by line. */
final class EventStreamTest {
    private static final ApiSchemas SCHEMAS = new ApiSchemas(ApiDocument.CONTRACT);

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    @Test
    void aStreamTellsEveryEventAndGoesOnFromWhereTheReaderWas() throws IOException {
        server.post("/v1/payments", "key-1", PaymentJson.of("cart-1", 1250));

        List<List<String>> all = read("/v1/events", null, 3);
        List<List<String>> rest = read("/v1/events", all.get(1).get(0).substring("id:".length()), 1);

        assertThat(all)
                .extracting(event -> event.get(1))
                .containsExactly(
                        "event:payment_intent.created",
                        "event:payment_intent.pending",
                        "event:payment_intent.succeeded");
        assertThat(all).allSatisfy(event -> {
            assertThat(event).hasSize(3);
            assertThat(event.get(0)).matches("id:ev_[1-9][0-9]*");
            assertThat(event.get(2)).startsWith("data:");
            assertThat(SCHEMAS.faults(
                            "#/components/schemas/FeedEvent", event.get(2).substring("data:".length())))
                    .isEmpty();
        });
        assertThat(rest).containsExactly(all.get(2));
    }

    @Test
    void aWrongPlaceIsRefusedBeforeTheStreamBegins() throws IOException {
        HttpURLConnection connection = open("/v1/events?after=nowhere", null);

        assertThat(connection.getResponseCode()).isEqualTo(400);
        assertThat(connection.getHeaderField("Content-Type")).startsWith("application/problem+json");
        connection.disconnect();
    }

    /** So many events, each as its lines. */
    private static List<List<String>> read(String path, String lastHeard, int events) throws IOException {
        HttpURLConnection connection = open(path, lastHeard);
        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(connection.getHeaderField("Content-Type")).startsWith("text/event-stream");
        assertThat(connection.getHeaderField("Request-Id")).isNotEmpty();
        List<List<String>> read = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            while (read.size() < events) {
                List<String> event = new ArrayList<>();
                for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                    event.add(line);
                }
                read.add(event);
            }
        }
        connection.disconnect();
        return read;
    }

    private static HttpURLConnection open(String path, String lastHeard) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.baseUrl().resolve(path).toURL().openConnection();
        connection.setReadTimeout(30_000);
        connection.setRequestProperty("x-api-key", server.key().text());
        connection.setRequestProperty("Accept", "text/event-stream");
        if (lastHeard != null) {
            connection.setRequestProperty("Last-Event-ID", lastHeard);
        }
        return connection;
    }
}
