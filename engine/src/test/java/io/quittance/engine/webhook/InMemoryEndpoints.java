package io.quittance.engine.webhook;

import io.quittance.engine.id.EndpointId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps endpoints as long as it lives; its disk can break, and how often something was written is counted. */
final class InMemoryEndpoints implements EndpointStore {
    private final Map<EndpointId, WebhookEndpoint> endpoints = new LinkedHashMap<>();
    private int writes;
    private boolean isBroken;

    synchronized void isBroken(boolean now) {
        isBroken = now;
    }

    synchronized int writes() {
        return writes;
    }

    @Override
    public synchronized List<WebhookEndpoint> endpoints() {
        return List.copyOf(endpoints.values());
    }

    @Override
    public synchronized void keep(WebhookEndpoint endpoint) {
        if (isBroken) {
            throw new IllegalStateException("the disk is broken");
        }
        writes++;
        endpoints.put(endpoint.id(), endpoint);
    }

    @Override
    public List<Replay> replays() {
        return List.of();
    }

    @Override
    public void keep(Replay replay) {}

    @Override
    public Optional<JournalMark> mark() {
        return Optional.empty();
    }

    @Override
    public void note(JournalMark mark) {}

    @Override
    public void close() {}
}
