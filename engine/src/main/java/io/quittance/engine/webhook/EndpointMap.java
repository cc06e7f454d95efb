package io.quittance.engine.webhook;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All endpoints at one moment, by name and by merchant. Immutable. */
final class EndpointMap {

    private static final Comparator<WebhookEndpoint> OLDEST_FIRST = Comparator.comparing(WebhookEndpoint::createdAt)
            .thenComparing(endpoint -> endpoint.id().value());

    private final Map<EndpointId, WebhookEndpoint> all;
    private final Map<Tenant, List<WebhookEndpoint>> byTenant;

    private EndpointMap(Map<EndpointId, WebhookEndpoint> all, Map<Tenant, List<WebhookEndpoint>> byTenant) {
        this.all = all;
        this.byTenant = byTenant;
    }

    static EndpointMap of(List<WebhookEndpoint> endpoints) {
        Map<EndpointId, WebhookEndpoint> all = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> all.put(endpoint.id(), endpoint));
        return new EndpointMap(
                all,
                endpoints.stream()
                        .filter(endpoint -> endpoint.removedAt() == null)
                        .sorted(OLDEST_FIRST)
                        .collect(Collectors.groupingBy(WebhookEndpoint::tenant, Collectors.toUnmodifiableList())));
    }

    /** The same with this endpoint in its place, or as one more. */
    EndpointMap with(WebhookEndpoint endpoint) {
        Map<EndpointId, WebhookEndpoint> more = new LinkedHashMap<>(all);
        more.put(endpoint.id(), endpoint);
        return of(new ArrayList<>(more.values()));
    }

    Optional<WebhookEndpoint> find(EndpointId id) {
        return Optional.ofNullable(all.get(id));
    }

    /** The merchant's, oldest first, without those that were removed. */
    List<WebhookEndpoint> of(Tenant tenant) {
        return byTenant.getOrDefault(tenant, List.of());
    }

    Collection<WebhookEndpoint> all() {
        return all.values();
    }
}
