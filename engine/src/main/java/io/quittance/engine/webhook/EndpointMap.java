package io.quittance.engine.webhook;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Map<EndpointId, WebhookEndpoint> all = new HashMap<>();
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
        Map<EndpointId, WebhookEndpoint> more = new HashMap<>(all);
        more.put(endpoint.id(), endpoint);
        Map<Tenant, List<WebhookEndpoint>> theirs = new HashMap<>(byTenant);
        Stream<WebhookEndpoint> others =
                of(endpoint.tenant()).stream().filter(other -> !other.id().equals(endpoint.id()));
        theirs.put(
                endpoint.tenant(),
                Stream.concat(others, Stream.of(endpoint))
                        .filter(each -> each.removedAt() == null)
                        .sorted(OLDEST_FIRST)
                        .toList());
        return new EndpointMap(more, theirs);
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
