package io.quittance.api.http;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.reading.Page;
import io.quittance.engine.webhook.WebhookEndpoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a merchant's endpoints, newest first. There are few of them, so the cursor is the id of the last one shown;
 * where that was removed meanwhile, the list begins anew. Pure.
 */
final class EndpointCursor {

    private EndpointCursor() {}

    /** Reads a cursor that a caller sent; empty when it is none. */
    static Optional<EndpointId> parse(String text) {
        return EndpointId.parse(text);
    }

    /** The page of these endpoints that begins behind the cursor, or with the newest. */
    static Page<WebhookEndpoint> page(List<WebhookEndpoint> endpoints, int limit, @Nullable EndpointId after) {
        List<EndpointId> ids = endpoints.stream().map(WebhookEndpoint::id).toList();
        int from = after == null ? 0 : ids.indexOf(after) + 1;
        int to = Math.min(endpoints.size(), from + limit);
        boolean hasMore = to < endpoints.size();
        return new Page<>(
                endpoints.subList(from, to), hasMore, hasMore ? ids.get(to - 1).value() : null, 0);
    }
}
