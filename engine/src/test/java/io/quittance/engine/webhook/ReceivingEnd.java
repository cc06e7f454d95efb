package io.quittance.engine.webhook;

import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Notification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What merchants have at the other end: takes pings at once, and answers challenges when it is told to. */
final class ReceivingEnd implements WebhookSender, WebhookBodies {
    private final Random random = new Random(6);
    private final List<WebhookMessage> sent = new ArrayList<>();
    private final List<CompletableFuture<Optional<byte[]>>> asked = new ArrayList<>();

    EndpointDesk.Parts parts(InstantSource clock) {
        return new EndpointDesk.Parts(this, this, clock, this::bytes);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    List<WebhookMessage> sent() {
        return List.copyOf(sent);
    }

    List<CompletableFuture<Optional<byte[]>>> asked() {
        return List.copyOf(asked);
    }

    /** Answers everything that it was asked. */
    void answer(String challenge) {
        asked.forEach(question -> question.complete(Optional.of(challenge.getBytes(StandardCharsets.UTF_8))));
    }

    void beSilent() {
        asked.forEach(question -> question.complete(Optional.empty()));
    }

    @Override
    public CompletionStage<TryResult> send(WebhookEndpoint endpoint, WebhookMessage message) {
        sent.add(message);
        return CompletableFuture.completedFuture(TryResult.answered(204, null, Duration.ofMillis(7)));
    }

    @Override
    public CompletionStage<Optional<byte[]>> ask(WebhookEndpoint endpoint, WebhookMessage message) {
        CompletableFuture<Optional<byte[]>> question = new CompletableFuture<>();
        asked.add(question);
        return question;
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
    public byte[] event(Notification notification, IntentView intent, WebhookEndpoint.Payload payload) {
        throw new UnsupportedOperationException("nothing happens here");
    }

    @Override
    public byte[] ping(WebhookEndpoint endpoint, String id, Instant at) {
        return ("ping " + id).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] challenge(WebhookEndpoint endpoint, String id, String challenge, Instant at) {
        return challenge.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isRepeated(byte[] answer, String challenge) {
        return new String(answer, StandardCharsets.UTF_8).equals(challenge);
    }

    @Override
    public void close() {}
}
