package io.quittance.engine.webhook.receiving;

import io.quittance.engine.webhook.signature.WebhookSignatures;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three headers of a webhook as they came; null for one that did not, or came more than once.
 *
 * @param id {@code webhook-id}
 * @param timestamp {@code webhook-timestamp}
 * @param signature {@code webhook-signature}
 */
public record WebhookHeaders(
        @Nullable String id,
        @Nullable String timestamp,
        @Nullable String signature) {

    /** Out of all headers of a request, whatever the case of their names. */
    public static WebhookHeaders of(Map<String, List<String>> all) {
        return new WebhookHeaders(
                only(all, WebhookSignatures.ID),
                only(all, WebhookSignatures.TIMESTAMP),
                only(all, WebhookSignatures.SIGNATURE));
    }

    private static @Nullable String only(Map<String, List<String>> all, String name) {
        List<String> values = all.entrySet().stream()
                .filter(header -> header.getKey() != null && name.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .toList();
        return values.size() == 1 ? values.get(0) : null;
    }
}
