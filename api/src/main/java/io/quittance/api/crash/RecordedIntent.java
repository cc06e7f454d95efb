package io.quittance.api.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the events of one intent say, added up by the campaign itself: its amounts, whether anything is open, and how
 * many of its outcomes were found out by asking.
 */
final class RecordedIntent {

    private final String id;
    private final Map<Integer, JsonNode> operations = new HashMap<>();
    private long amount;
    private long held;
    private long taken;
    private long refunded;
    private long events;
    private long notified;
    private final Map<String, Set<Long>> owed = new HashMap<>();
    private final Map<Long, Instant> times = new HashMap<>();
    private long afterInquiry;
    private int open;
    private String status = "";

    RecordedIntent(String id) {
        this.id = id;
    }

    void enter(String name, JsonNode event) {
        if (name.startsWith("intent.webhook") || name.equals("intent.endpoint_disabled.v1")) {
            notify(name, event);
            return;
        }
        events++;
        afterInquiry += event.path("after_inquiry").asBoolean() ? 1 : 0;
        switch (name) {
            case "intent.created.v1" -> {
                amount = event.at("/terms/amount/minor_units").asLong();
                status = "created";
            }
            case "intent.attempt_started.v1" -> attempt("pending", 1);
            case "intent.attempt_declined.v1" -> attempt("failed", -1);
            case "intent.attempt_not_processed.v1" -> attempt("created", -1);
            case "intent.attempt_approved.v1" -> approve(event);
            case "intent.canceled.v1", "intent.expired.v1" -> status = "failed";
            case "intent.operation_started.v1" -> {
                open++;
                operations.put(event.path("number").asInt(), event);
            }
            case "intent.operation_declined.v1", "intent.operation_not_processed.v1" -> open--;
            case "intent.operation_approved.v1" -> {
                open--;
                operate(Objects.requireNonNull(
                        operations.get(event.path("number").asInt())));
            }
            default -> {
                // Doubts, alerts and further keys move no money and open nothing.
            }
        }
    }

    /** What webhooks do is no change of the payment. */
    private void notify(String name, JsonNode event) {
        if (name.equals("intent.webhooks_owed.v1")) {
            long sequence = event.path("sequence").asLong();
            notified = Math.max(notified, sequence);
            times.putIfAbsent(sequence, Instant.parse(event.path("at").asText()));
            event.path("endpoints").forEach(endpoint -> owed.computeIfAbsent(endpoint.asText(), id -> new TreeSet<>())
                    .add(sequence));
        }
    }

    private void attempt(String then, int change) {
        status = then;
        open += change;
    }

    private void approve(JsonNode event) {
        boolean isHeld = event.has("capture_before");
        attempt(isHeld ? "pending" : "succeeded", -1);
        held = isHeld ? amount : 0;
        taken = isHeld ? 0 : amount;
    }

    private void operate(JsonNode operation) {
        long moved = operation.path("amount").asLong();
        switch (operation.path("kind").asText()) {
            case "capture" -> {
                held = operation.path("is_last").asBoolean() ? 0 : held - moved;
                taken += moved;
                status = "succeeded";
            }
            case "void" -> {
                long fromHeld = Math.min(held, moved);
                held -= fromHeld;
                taken -= moved - fromHeld;
            }
            case "refund" -> refunded += moved;
            default -> {
                // A reversal undoes what was never counted here.
            }
        }
    }

    String id() {
        return id;
    }

    String status() {
        return status;
    }

    /** What is taken and not given back. */
    long net() {
        return taken - refunded;
    }

    long taken() {
        return taken;
    }

    long refunded() {
        return refunded;
    }

    /** The number of the last notification that was owed to anybody. */
    long notified() {
        return notified;
    }

    /** When what this notification tells of happened. */
    Instant heardAt(long number) {
        return Objects.requireNonNull(times.get(number));
    }

    /** The numbers of the notifications that were owed to this endpoint. */
    Set<Long> owedTo(String endpoint) {
        return owed.getOrDefault(endpoint, Set.of());
    }

    /** How many orders have no outcome. */
    int open() {
        return open;
    }

    /** Events of the payment itself. */
    long events() {
        return events;
    }

    long afterInquiry() {
        return afterInquiry;
    }
}
