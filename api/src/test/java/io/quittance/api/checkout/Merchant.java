package io.quittance.api.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/** A merchant's system, as it calls a server. */
final class Merchant {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Supplier<String> baseUrl;
    private final String key;

    Merchant(Supplier<String> baseUrl, String key) {
        this.baseUrl = baseUrl;
        this.key = key;
    }

    /** An answer to the merchant. */
    record Reply(int status, JsonNode json) {

        String text(String pointer) {
            return json.at(pointer).asText();
        }

        /** The token's status and, behind a blank, its status code. */
        String standing() {
            return text("/status") + " " + text("/status_code");
        }
    }

    /** A token for an order of 12.50 €. */
    Reply token(String order) {
        return token(order, "");
    }

    /** The same with these members more. */
    Reply token(String order, String more) {
        return post(
                "/v1/access_tokens",
                "{\"order_id\":\"" + order + "\",\"amount\":1250,\"currency\":\"EUR\",\"transaction_type\":\"SALE\""
                        + more + "}");
    }

    /** The token as it stands. */
    Reply now(Reply token) {
        return get("/v1/access_tokens/" + token.text("/id"));
    }

    Reply revoke(Reply token) {
        return post("/v1/access_tokens/" + token.text("/id") + "/revoke", "");
    }

    Reply resume(Reply token) {
        return post("/v1/access_tokens/" + token.text("/id") + "/resume", "");
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    Reply post(String path, String idempotencyKey, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl.get() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key);
    }

    private Reply send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .thenApply(answer -> {
                    try {
                        return new Reply(answer.statusCode(), JSON.readTree(answer.body()));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .join();
    }
}
