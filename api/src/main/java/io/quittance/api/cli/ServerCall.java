package io.quittance.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request of a command to a server. Immutable.
 *
 * @param path with the query
 * @param body null where there is none
 */
record ServerCall(String method, String path, @Nullable String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Longer than a server takes to ask an endpoint. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    static ServerCall get(String path) {
        return new ServerCall("GET", path, null);
    }

    static ServerCall delete(String path) {
        return new ServerCall("DELETE", path, null);
    }

    static ServerCall post(String path, String body) {
        return new ServerCall("POST", path, body);
    }

    static ServerCall patch(String path, String body) {
        return new ServerCall("PATCH", path, body);
    }

    /** With a parameter more; null is none. */
    ServerCall with(String name, @Nullable String value) {
        String glue = path.contains("?") ? "&" : "?";
        return value == null ? this : new ServerCall(method, path + glue + name + "=" + encoded(value), body);
    }

    /** As it may stand in a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An answer, as it came. */
    record Reply(int status, String body) {

        boolean isDone() {
            return status >= 200 && status < 300;
        }

        /** Its content; nothing where it is no JSON. */
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }
    }

    /** Sends it; throws {@link ConnectException} when nobody is there. */
    Reply send(String server, String key) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        try {
            HttpResponse<String> response = client.send(request(server, key), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            ConnectException unreached = new ConnectException("cannot connect to " + server);
            unreached.initCause(e);
            throw unreached;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + server, e);
        }
    }

    private HttpRequest request(String server, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.replaceFirst("/+$", "") + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + key);
        return body == null
                ? request.method(method, BodyPublishers.noBody()).build()
                : request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
    }
}
