package io.quittance.api.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;

/** A single blocking call, for what happens before the load and beside it. Not for the load itself. */
final class OneCall {

    private static final int TIMEOUT_MS = 30_000;

    private final HttpTarget target;

    OneCall(HttpTarget target) {
        this.target = target;
    }

    /** An answer of any status. */
    record Answer(int status, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Answer get(String path) throws IOException {
        return answer(connection(path));
    }

    Answer post(String path, String key, String json) throws IOException {
        HttpURLConnection connection = connection(path);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Idempotency-Key", key);
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return answer(connection);
    }

    Answer delete(String path) throws IOException {
        HttpURLConnection connection = connection(path);
        connection.setRequestMethod("DELETE");
        return answer(connection);
    }

    private HttpURLConnection connection(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) target.baseUrl().resolve(path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        connection.setRequestProperty("Authorization", "Bearer " + target.apiKey());
        return connection;
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, body == null ? new byte[0] : body.readAllBytes());
        }
    }
}
