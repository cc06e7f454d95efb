package io.quittance.api.checkout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends whatever it is given to a server, and remembers every answer as it came: status, headers and body. */
final class Intruder {
    private static final int PATIENCE_MILLIS = 1_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> told = new ArrayList<>();
    private final CheckoutServer server;

    Intruder(CheckoutServer server) {
        this.server = server;
    }

    /** Every answer so far. */
    List<String> told() {
        return told;
    }

    /** A request with the merchant's key and an idempotency key of its own. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Authorization", "Bearer " + server.key());
    }

    HttpResponse<String> json(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "intruder-" + told.size())
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> form(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> answer = client.sendAsync(
                        request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
                .join();
        told.add(answer.request().method() + ": " + answer.statusCode() + " "
                + answer.headers().map() + "\n" + answer.body());
        return answer;
    }

    /** Bytes that are no HTTP, or hardly. */
    void raw(String bytes) {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketTimeoutException e) {
                // It waits for more: what it said so far counts.
            }
            told.add("raw: " + answer.toString(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
