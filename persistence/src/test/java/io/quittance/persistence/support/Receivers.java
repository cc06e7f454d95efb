package io.quittance.persistence.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.webhook.EndpointStore;
import io.quittance.engine.webhook.LiveSecret;
import io.quittance.engine.webhook.Replay;
import io.quittance.engine.webhook.WebhookBodies;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookParts;
import io.quittance.engine.webhook.WebhookSecret;
import io.quittance.engine.webhook.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Endpoints that outlive engines, and remember what they were sent. They take it, unless told to refuse. */
public final class Receivers implements WebhookSender {

    private final Map<EndpointId, WebhookEndpoint> endpoints = new ConcurrentHashMap<>();
    private final Map<String, Replay> replays = new ConcurrentHashMap<>();
    private final Set<EndpointId> refusing = ConcurrentHashMap.newKeySet();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile EndpointStore.@Nullable JournalMark mark;

    /** An endpoint of this letter, which hears everything. */
    public EndpointId add(char letter) {
        EndpointId id = new EndpointId("we_" + String.valueOf(letter).repeat(32));
        endpoints.put(
                id,
                new WebhookEndpoint(
                        id,
                        Payments.SHOP,
                        URI.create("https://" + letter + ".example/hook"),
                        null,
                        List.of("*"),
                        RetryPolicy.SEVEN_DAYS,
                        WebhookEndpoint.Payload.FULL,
                        WebhookEndpoint.Success.ANY_2XX,
                        List.of(new LiveSecret(new WebhookSecret("whsec_AAAA"), null)),
                        WebhookEndpoint.Standing.ENABLED,
                        null,
                        null,
                        Instant.EPOCH,
                        null,
                        null,
                        null));
        return id;
    }

    public void refuse(EndpointId id) {
        refusing.add(id);
    }

    public void take(EndpointId id) {
        refusing.remove(id);
    }

    /** What was sent, as the names of endpoint and notification. */
    public List<String> sent() {
        return sent;
    }

    /** What was noted of the journal is lost, as when both come from one backup. */
    public void forgetMark() {
        mark = null;
    }

    /** What one engine needs. */
    public WebhookParts parts(boolean isRestored) {
        return new WebhookParts(new Kept(), this, new Words(), isRestored);
    }

    @Override
    public CompletionStage<TryResult> send(WebhookEndpoint endpoint, WebhookMessage message) {
        sent.add(endpoint.id() + " " + NotificationId.parse(message.id()).orElseThrow());
        int status = refusing.contains(endpoint.id()) ? 503 : 204;
        return CompletableFuture.completedFuture(TryResult.answered(status, null, Duration.ZERO));
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
        // The next engine sends through it again.
    }

    private final class Kept implements EndpointStore {

        @Override
        public List<WebhookEndpoint> endpoints() {
            return List.copyOf(endpoints.values());
        }

        @Override
        public void keep(WebhookEndpoint endpoint) {
            endpoints.put(endpoint.id(), endpoint);
        }

        @Override
        public List<Replay> replays() {
            return replays.values().stream()
                    .filter(replay -> replay.endedAt() == null)
                    .toList();
        }

        @Override
        public void keep(Replay replay) {
            replays.put(replay.id(), replay);
        }

        @Override
        public Optional<JournalMark> mark() {
            return Optional.ofNullable(mark);
        }

        @Override
        public void note(JournalMark noted) {
            mark = noted;
        }

        @Override
        public void close() {
            // The next engine opens it again.
        }
    }

    private static final class Words implements WebhookBodies {

        @Override
        public byte[] event(Notification notification, IntentView intent, WebhookEndpoint.Payload payload) {
            return (notification.id() + " " + intent.snapshot()).getBytes(UTF_8);
        }

        @Override
        public byte[] ping(WebhookEndpoint endpoint, String id, Instant at) {
            return id.getBytes(UTF_8);
        }

        @Override
        public byte[] challenge(WebhookEndpoint endpoint, String id, String challenge, Instant at) {
            return challenge.getBytes(UTF_8);
        }

        @Override
        public boolean isRepeated(byte[] answer, String challenge) {
            return false;
        }
    }
}
