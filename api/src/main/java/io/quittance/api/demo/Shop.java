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
import java.util.function.Supplier;

/**
 * A merchant's shop: it speaks to a Quittance server as any merchant does, over HTTP with its key. Safe for any thread.
 */
public final class Shop {

    /** A card that the simulated acquirer approves. */
    public static final String GOOD_CARD = "5200000000000056";

    /** A card that the simulated acquirer declines. */
    public static final String DECLINED_CARD = "4456530000001013";

    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long the server may wait for an outcome before it says that there is none yet. */
    private static final int WAIT_SECONDS = 20;

    private static final int PENDING = 202;
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

        /** What was done about a terminal. */
        String result() {
            return field("/result").asText();
        }

        /** The intent's status. */
        public String paymentStatus() {
            return field("/status").asText();
        }
    }

    /**
     * What is bought.
     *
     * @param key names the request
     * @param reference names the checkout
     */
    public record Cart(String key, String reference, long amountMinor, String currency) {}

    /** Pays a cart in euro with a card in one call. */
    public CompletableFuture<Answer> pay(String key, String reference, long cents, String card) {
        return pay(new Cart(key, reference, cents, "EUR"), card(card));
    }

    /** Pays a cart in one call. */
    public CompletableFuture<Answer> pay(Cart cart, String method) {
        return post("/v1/payments", cart.key(), """
                {"amount":%d,"currency":"%s","reference_id":"%s","payment_method":%s,"wait_seconds":%d}""".formatted(
                        cart.amountMinor(), cart.currency(), cart.reference(), method, WAIT_SECONDS));
    }

    /** Attempts an intent again, by another method. */
    public CompletableFuture<Answer> attempt(String key, String intent, String method) {
        return post("/v1/payment_intents/" + intent + "/attempts", key, "{\"payment_method\":" + method + "}");
    }

    /** Asks again while the outcome is not known. */
    static Answer patiently(Supplier<Answer> question) {
        return Narrator.await(question, answer -> answer.status() != PENDING);
    }

    /** Sends a body as it is. */
    public CompletableFuture<Answer> post(String path, String key, String body) {
        return send(request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Sends a body that moves no money. */
    public CompletableFuture<Answer> tell(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** Removes something. */
    public CompletableFuture<Answer> delete(String path) {
        return send(request(path).DELETE());
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

    /** By card. */
    static String card(String number) {
        return """
                {"type":"card","card":{"number":"%s","exp_month":12,"exp_year":2030,"cvc":"341"}}""".formatted(number);
    }

    /** At a terminal. */
    static String terminal(String id) {
        return "{\"type\":\"terminal\",\"terminal_id\":\"" + id + "\"}";
    }
}
