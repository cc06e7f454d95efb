package io.quittance.engine.intent;

import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.idempotency.KeyedRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an intent has seen, and the answer of each whose effect is final. Immutable. An answer is the snapshot
 * after the event that made it final; it is kept for as long as the intent, so a repeat years later gets the same
 * bytes.
 */
public record KeyLog(Map<KeyedRequest.Name, Entry> entries) {

    static final KeyLog EMPTY = new KeyLog(Map.of());

    /**
     * One key.
     *
     * @param request the first request under it
     * @param createdIntent whether that request made the intent
     * @param order its latest order; null when it asked for none
     * @param answer what it was answered, once that is final
     */
    public record Entry(
            KeyedRequest request,
            boolean createdIntent,
            @Nullable OrderName order,
            @Nullable IntentSnapshot answer) {

        static Entry ofCreation(KeyedRequest request, IntentSnapshot answer) {
            return new Entry(request, true, null, answer);
        }

        static Entry ofAttempt(IntentEvent.AttemptStarted event) {
            return new Entry(event.request(), event.createdIntent(), OrderName.attempt(event.number()), null);
        }

        static Entry ofOperation(KeyedRequest request, int number) {
            return new Entry(request, false, OrderName.operation(number), null);
        }
    }

    /** The entry under the request's path and key; null when the key is new here, and when there is no key. */
    @Nullable
    Entry find(@Nullable KeyedRequest request) {
        return request == null ? null : find(request.name());
    }

    /** The entry of this name; null when the key is new here. */
    @Nullable
    Entry find(KeyedRequest.Name name) {
        return entries.get(name);
    }

    int size() {
        return entries.size();
    }

    KeyLog with(Entry entry) {
        Map<KeyedRequest.Name, Entry> all = new HashMap<>(entries);
        all.put(entry.request().name(), entry);
        return new KeyLog(Collections.unmodifiableMap(all));
    }

    /** Gives every key that waits for this order its final answer. */
    KeyLog answered(OrderName order, IntentSnapshot answer) {
        Map<KeyedRequest.Name, Entry> all = new HashMap<>(entries);
        all.replaceAll((name, entry) -> order.equals(entry.order()) && entry.answer() == null
                ? new Entry(entry.request(), entry.createdIntent(), order, answer)
                : entry);
        return new KeyLog(Collections.unmodifiableMap(all));
    }

    /** Lets a further key wait for an open attempt. One that made the intent is still the one that did. */
    KeyLog joined(IntentEvent.RequestJoined event) {
        Entry earlier = find(event.request());
        boolean createdIntent = earlier != null && earlier.createdIntent();
        return with(new Entry(event.request(), createdIntent, OrderName.attempt(event.attempt()), null));
    }

    /** Remembers a further key with its final answer. */
    KeyLog answered(KeyedRequest request, IntentSnapshot answer) {
        return with(new Entry(request, false, null, answer));
    }
}
