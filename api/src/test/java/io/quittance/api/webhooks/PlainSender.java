package io.quittance.api.webhooks;

import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookSender;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sends over a real connection, unsigned, to this machine only. */
final class PlainSender implements WebhookSender {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public CompletionStage<TryResult> send(WebhookEndpoint endpoint, WebhookMessage message) {
        return post(endpoint, message)
                .thenApply(answer -> TryResult.answered(answer.statusCode(), null, Duration.ofMillis(1)))
                .exceptionally(failure -> TryResult.failed("connection refused", Duration.ofMillis(1)));
    }

    @Override
    public CompletionStage<Optional<byte[]>> ask(WebhookEndpoint endpoint, WebhookMessage message) {
        return post(endpoint, message)
                .thenApply(answer -> Optional.of(answer)
                        .filter(taken -> endpoint.isSuccess(taken.statusCode()))
                        .map(HttpResponse::body))
                .exceptionally(failure -> Optional.empty());
    }

    private CompletionStage<HttpResponse<byte[]>> post(WebhookEndpoint endpoint, WebhookMessage message) {
        HttpRequest request = HttpRequest.newBuilder(endpoint.url())
                .timeout(Duration.ofSeconds(15))
                .header("webhook-id", message.id())
                .POST(BodyPublishers.ofByteArray(message.body()))
                .build();
        return client.sendAsync(request, BodyHandlers.ofByteArray());
    }

    @Override
    public Optional<String> objection(URI url) {
        return "10.0.0.7".equals(url.getHost()) ? Optional.of("This address is private.") : Optional.empty();
    }

    @Override
    public void close() {}
}
