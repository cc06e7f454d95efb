package io.quittance.api.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Endpoints that refuse as often as they are told to, and remember every try. */
final class Refusing implements WebhookSender {

    /** One try. */
    record Made(EndpointId endpoint, NotificationId id, Instant at) {}

    private final World world;
    private final List<Made> tries = new ArrayList<>();
    private final Map<IntentId, Integer> byIntent = new HashMap<>();
    private final Map<NotificationId, Integer> byNotification = new HashMap<>();
    private final Map<String, Set<String>> bodies = new LinkedHashMap<>();

    /** What a refusal answers. */
    int status = 503;

    Refusing(World world) {
        this.world = world;
    }

    /** Refuses everything of this intent so often at each endpoint. */
    void refuse(IntentId intent, int times) {
        byIntent.put(intent, times);
    }

    /** Refuses this notification so often at each endpoint. */
    void refuseFirst(NotificationId id, int times) {
        byNotification.put(id, times);
    }

    List<Made> triesOf(EndpointId endpoint) {
        return tries.stream().filter(made -> made.endpoint().equals(endpoint)).toList();
    }

    /**
     * When an intent's first notification was tried there, in seconds since its first try; exact to the millisecond.
     */
    List<Long> secondsOf(EndpointId endpoint, IntentId intent) {
        List<Instant> times = triesOf(endpoint).stream()
                .filter(made -> made.id().equals(new NotificationId(intent, 1)))
                .map(Made::at)
                .toList();
        return times.stream()
                .map(at -> Duration.between(times.get(0), at).toMillis())
                .map(millis -> millis % 1000 == 0 ? millis / 1000 : -millis)
                .toList();
    }

    Map<String, Set<String>> bodiesById() {
        return bodies;
    }

    @Override
    public CompletionStage<TryResult> send(WebhookEndpoint endpoint, WebhookMessage message) {
        NotificationId id = NotificationId.parse(message.id()).orElseThrow();
        bodies.computeIfAbsent(message.id(), name -> new HashSet<>()).add(new String(message.body(), UTF_8));
        long before = triesOf(endpoint.id()).stream()
                .filter(made -> made.id().equals(id))
                .count();
        tries.add(new Made(endpoint.id(), id, world.instant()));
        int refusals = byNotification.getOrDefault(id, byIntent.getOrDefault(id.intent(), 0));
        return CompletableFuture.completedFuture(
                TryResult.answered(before < refusals ? status : 204, null, Duration.ZERO));
    }

    @Override
    public CompletionStage<Optional<byte[]>> ask(WebhookEndpoint endpoint, WebhookMessage message) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public boolean isLeftAlone(WebhookEndpoint endpoint) {
        return false;
    }

    @Override
    public Optional<String> objection(URI url) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // The next process sends through it again.
    }
}
