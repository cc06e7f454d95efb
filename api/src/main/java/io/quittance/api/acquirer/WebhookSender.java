package io.quittance.api.acquirer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.partner.ClientCredentials;
import io.quittance.api.partner.PartnerJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Delivers the provider's webhooks. Only 200 is a delivery; after anything else it waits 1, 2, 4, 8, 15, 30, 60 minutes
 * and then a day each, for seven days from the first try (chapter 2.6, PP-10 to PP-12). What waits is in memory only: a
 * provider that is killed forgets it, and status inquiries find out. Safe for any thread.
 */
final class WebhookSender implements AutoCloseable {

    /** Waits before the second and later tries, in minutes; the last one repeats. */
    private static final List<Integer> MINUTES = List.of(1, 2, 4, 8, 15, 30, 60, 24 * 60);

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UNDER_WAY_MAX = 10_000;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final Path credentials;
    private final Pause pause;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    /** By the server that gave it. */
    private final Map<URI, String> tokens = new ConcurrentHashMap<>();

    private final Semaphore room = new Semaphore(UNDER_WAY_MAX);
    private volatile boolean closed;

    /** @param credentials the file with the client id and secret that the receiver gave us; read when it is needed */
    WebhookSender(Path credentials, Pause pause) {
        this.credentials = credentials;
        this.pause = pause;
    }

    /** Delivers webhooks one after the other; what is beyond a bound is not sent. Completes when all are over. */
    CompletionStage<Boolean> send(URI to, List<ObjectNode> webhooks) {
        if (!room.tryAcquire()) {
            return CompletableFuture.completedFuture(false);
        }
        CompletionStage<Boolean> all = CompletableFuture.completedFuture(true);
        for (ObjectNode webhook : webhooks) {
            byte[] body = PartnerJson.bytes(webhook);
            all = all.thenCompose(before -> attempt(to, body, 0, Duration.ZERO).thenApply(sent -> sent && before));
        }
        return all.whenComplete((sent, failure) -> room.release());
    }

    private CompletionStage<Boolean> attempt(URI to, byte[] body, int tries, Duration since) {
        return post(to, body).exceptionally(failure -> 0).thenCompose(status -> {
            Duration wait = Duration.ofMinutes(MINUTES.get(Math.min(tries, MINUTES.size() - 1)));
            Duration then = since.plus(wait);
            if (status == OK || closed || then.compareTo(LONGEST) > 0) {
                return CompletableFuture.completedFuture(status == OK);
            }
            return pause.of(wait)
                    .thenCompose(waited ->
                            closed ? CompletableFuture.completedFuture(false) : attempt(to, body, tries + 1, then));
        });
    }

    /** Posts once; a token that is no longer good is renewed, and the webhook posted again. */
    private CompletionStage<Integer> post(URI to, byte[] body) {
        return token(to).thenCompose(token -> post(to, body, token)).thenCompose(status -> {
            if (status != UNAUTHORIZED) {
                return CompletableFuture.completedFuture(status);
            }
            tokens.remove(to.resolve("/"));
            return token(to).thenCompose(token -> post(to, body, token));
        });
    }

    private CompletionStage<Integer> post(URI to, byte[] body, String token) {
        HttpRequest request = request(to)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    private CompletionStage<String> token(URI to) {
        URI server = to.resolve("/");
        String known = tokens.get(server);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        ClientCredentials ours;
        try {
            ours = ClientCredentials.read(credentials);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        ObjectNode asked =
                PartnerJson.object().put("clientId", ours.clientId()).put("clientSecret", ours.clientSecret());
        HttpRequest request = request(server.resolve("/api/oauth/token"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(PartnerJson.bytes(asked)))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(answer -> {
                    String token = PartnerJson.read(answer.body())
                            .map(body -> body.path("access_token").asText())
                            .orElse("");
                    tokens.put(server, token);
                    return token;
                });
    }

    private static HttpRequest.Builder request(URI to) {
        return HttpRequest.newBuilder(to).timeout(PATIENCE).header("Content-Type", "application/json");
    }

    /** No more tries. */
    @Override
    public void close() {
        closed = true;
    }
}
