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

/** Endpoints that outlive the simulated processes. Who opens them last may write, as with a locked file. */
final class KeptEndpoints {

    private final Map<EndpointId, WebhookEndpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, Replay> replays = new LinkedHashMap<>();
    private EndpointStore.@Nullable JournalMark mark;
    private int opened;

    synchronized WebhookEndpoint find(EndpointId id) {
        return Objects.requireNonNull(endpoints.get(id));
    }

    synchronized List<WebhookEndpoint> all() {
        return List.copyOf(endpoints.values());
    }

    synchronized void keep(WebhookEndpoint endpoint) {
        endpoints.put(endpoint.id(), endpoint);
    }

    synchronized List<Replay> running() {
        return replays.values().stream()
                .filter(replay -> replay.endedAt() == null)
                .toList();
    }

    /** The store of one more process. */
    synchronized EndpointStore open() {
        return new Door(++opened);
    }

    private synchronized void write(int number, Runnable change) {
        if (number != opened) {
            throw new IllegalStateException("the endpoints belong to another process now");
        }
        change.run();
    }

    private final class Door implements EndpointStore {
        private final int number;

        Door(int number) {
            this.number = number;
        }

        @Override
        public List<WebhookEndpoint> endpoints() {
            return all();
        }

        @Override
        public void keep(WebhookEndpoint endpoint) {
            write(number, () -> KeptEndpoints.this.keep(endpoint));
        }

        @Override
        public List<Replay> replays() {
            return running();
        }

        @Override
        public void keep(Replay replay) {
            write(number, () -> replays.put(replay.id(), replay));
        }

        @Override
        public Optional<JournalMark> mark() {
            return Optional.ofNullable(mark);
        }

        @Override
        public void note(JournalMark noted) {
            write(number, () -> mark = noted);
        }

        @Override
        public void close() {
            // The next process opens it again.
        }
    }
}
