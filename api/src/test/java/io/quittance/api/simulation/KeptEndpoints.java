package io.quittance.api.simulation;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.webhook.EndpointStore;
import io.quittance.engine.webhook.Replay;
import io.quittance.engine.webhook.WebhookEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints that outlive the simulated processes. */
final class KeptEndpoints implements EndpointStore {

    private final Map<EndpointId, WebhookEndpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, Replay> replays = new LinkedHashMap<>();
    private @Nullable JournalMark mark;

    synchronized WebhookEndpoint find(EndpointId id) {
        return Objects.requireNonNull(endpoints.get(id));
    }

    @Override
    public synchronized List<WebhookEndpoint> endpoints() {
        return List.copyOf(endpoints.values());
    }

    @Override
    public synchronized void keep(WebhookEndpoint endpoint) {
        endpoints.put(endpoint.id(), endpoint);
    }

    @Override
    public synchronized List<Replay> replays() {
        return replays.values().stream()
                .filter(replay -> replay.endedAt() == null)
                .toList();
    }

    @Override
    public synchronized void keep(Replay replay) {
        replays.put(replay.id(), replay);
    }

    @Override
    public synchronized Optional<JournalMark> mark() {
        return Optional.ofNullable(mark);
    }

    @Override
    public synchronized void note(JournalMark noted) {
        mark = noted;
    }

    @Override
    public void close() {
        // The next process opens it again.
    }
}
