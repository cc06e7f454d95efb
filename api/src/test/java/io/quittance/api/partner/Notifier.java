package io.quittance.api.partner;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.Wiring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** Sends notifications to a server as its provider would, with a token that it gets for each. */
final class Notifier {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final ClientCredentials credentials;

    /** @param directory where the server keeps what it gave its provider */
    Notifier(String server, Path directory) {
        this.server = URI.create(server);
        this.credentials = ClientCredentials.open(directory.resolve("partner-client.json"), Wiring.randomness());
    }

    /**
     * Says of a payment of 12.50 EUR that it ended like this; gives the status of the answer.
     *
     * @param second of the notification's time: another one is another notification
     */
    int send(String reference, String code, int second) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode()
                .put("uniqueId", UniqueId.of(reference))
                .put("amount", "12.50")
                .put("currency", "EUR")
                .put("paymentBrand", "CARD")
                .put("paymentType", "DB")
                .put("connectorTxID1", "acq-1")
                .put("timestamp", "2026-11-21T10:15:0" + second + "Z")
                .put("merchantTransactionId", reference);
        body.putObject("result").put("code", code);
        HttpRequest request = to("/partner/webhooks", body)
                .header("Authorization", "Bearer " + token())
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private String token() throws IOException, InterruptedException {
        ObjectNode asked = JSON.createObjectNode()
                .put("clientId", credentials.clientId())
                .put("clientSecret", credentials.clientSecret());
        HttpRequest request = to("/api/oauth/token", asked).build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body())
                .path("access_token")
                .asText();
    }

    private HttpRequest.Builder to(String path, ObjectNode body) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
    }
}
