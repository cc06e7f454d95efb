package io.quittance.api.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.demo.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server serves in the end: each intent by itself, and all of them as a list. The one is told by the intent's
 * actor, the other by the read model; both must say the same. What they must say is compared with the journal's own
 * events, which come with each intent.
 */
final class ServedState {

    private static final int PAGE = 100;

    private final Shop shop;
    private final List<Purchase> purchases;
    private final List<String> differences = new ArrayList<>();

    ServedState(Shop shop, List<Purchase> purchases) {
        this.shop = shop;
        this.purchases = purchases;
    }

    /** Where they differ, in words. */
    List<String> differences() {
        Map<String, JsonNode> listed = listed();
        for (Purchase purchase : purchases) {
            JsonNode served = shop.get("/v1/payment_intents/" + purchase.intentId() + "?expand=events")
                    .join()
                    .field("");
            compare(purchase.intentId(), served, listed.get(purchase.intentId()));
        }
        if (listed.size() != purchases.size()) {
            differences.add(listed.size() + " intents are listed of " + purchases.size());
        }
        return differences;
    }

    private void compare(String id, JsonNode served, @Nullable JsonNode listed) {
        RecordedIntent recorded = new RecordedIntent(id);
        served.path("events").forEach(event -> recorded.enter(event.path("type").asText(), event.path("data")));
        boolean isAsRecorded = served.path("status").asText().equals(recorded.status())
                && served.path("amount_captured").asLong() == recorded.taken()
                && served.path("amount_refunded").asLong() == recorded.refunded()
                && served.path("version").asLong() == recorded.events();
        if (!isAsRecorded) {
            differences.add(id + " is not served as its events say");
        }
        if (listed == null || !listed.equals(((ObjectNode) served).without("events"))) {
            differences.add(id + " is not listed as it is served");
        }
    }

    private Map<String, JsonNode> listed() {
        Map<String, JsonNode> listed = new HashMap<>();
        String after = "";
        do {
            JsonNode page =
                    shop.get("/v1/payment_intents?limit=" + PAGE + after).join().field("");
            page.path("data").forEach(intent -> listed.put(intent.path("id").asText(), intent));
            after = page.path("has_more").asBoolean()
                    ? "&after=" + page.path("next_cursor").asText()
                    : "";
        } while (!after.isEmpty());
        return listed;
    }
}
