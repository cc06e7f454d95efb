package io.quittance.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A merchant's shop: it speaks to a Quittance server as any merchant does, over HTTP with its key. Safe for any thread.
 */
public final class Shop {

    /** A card that the simulated acquirer approves. */
    public static final String GOOD_CARD = "5200000000000056";

    /** A card that the simulated acquirer declines. */
    public static final String DECLINED_CARD = "4456530000001013";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String apiKey;

    /** A shop that pays through the server at this address. */
    public Shop(URI server, String apiKey) {
        this.server = server;
        this.apiKey = apiKey;
    }

    /**
     * An answer as it came.
     *
     * @param status the HTTP status
     * @param replayed whether the server says that it answered this before
     * @param body the exact bytes, as text
     */
    public record Answer(int status, boolean replayed, String body) {

        /** A field of the answer; missing is missing. */
        public JsonNode field(String pointer) {
            try {
                return JSON.readTree(body).at(pointer);
            } catch (IOException e) {
                throw new UncheckedIOException("the answer is no JSON: " + body, e);
            }
        }

        /** The intent's status. */
        public String paymentStatus() {
            return field("/status").asText();
        }
    }

    /** Pays a cart with a card in one call. */
    public CompletableFuture<Answer> pay(String key, String reference, long amountMinor, String card) {
        String body = "{\"amount\":" + amountMinor + ",\"currency\":\"EUR\",\"reference_id\":\"" + reference
                + "\",\"payment_method\":" + method(card) + "}";
        return post("/v1/payments", key, body);
    }

    /** Attempts an intent again, with another card. */
    public CompletableFuture<Answer> attempt(String key, String intent, String card) {
        return post("/v1/payment_intents/" + intent + "/attempts", key, "{\"payment_method\":" + method(card) + "}");
    }

    /** Sends a body as it is. */
    public CompletableFuture<Answer> post(String path, String key, String body) {
        return send(request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Looks something up. */
    public CompletableFuture<Answer> get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + apiKey);
    }

    private CompletableFuture<Answer> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Shop::answer);
    }

    private static Answer answer(HttpResponse<String> response) {
        boolean replayed = response.headers()
                .firstValue("Idempotent-Replayed")
                .map("true"::equals)
                .orElse(false);
        return new Answer(response.statusCode(), replayed, response.body());
    }

    private static String method(String card) {
        return """
                {"type":"card","card":{"number":"%s","exp_month":12,"exp_year":2030,"cvc":"341"}}""".formatted(card);
    }
}
