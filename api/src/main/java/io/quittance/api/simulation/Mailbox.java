package io.quittance.api.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.simulation.StreamBook.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be heard of one intent, and to whom it is owed, as an auditor reads it from the names and the JSON of its
 * events. What cannot be is told as a {@link Violation}. Used by the world's thread.
 */
final class Mailbox {

    private static final Set<String> ABOUT_DELIVERIES =
            Set.of("webhooks_owed", "webhooks_tried", "webhook_exhausted", "endpoint_disabled");

    private static final Set<String> TROUBLES = Set.of("webhook_exhausted", "endpoint_disabled");

    private static final Set<String> TOLD = Set.of(
            "created",
            "canceled",
            "expired",
            "capture_due",
            "settled",
            "attempt_started",
            "attempt_action_required",
            "attempt_in_doubt",
            "attempt_approved",
            "attempt_declined",
            "attempt_not_processed",
            "attempt_progressed");

    private final StreamBook book;
    private final Map<String, Letter> letters = new LinkedHashMap<>();
    private long heard;

    /** The last event has to be heard, and nothing says yet by whom. */
    private boolean isAwaited;

    /** The last event may have to be heard: that depends on more than its name. */
    private boolean isPossible;

    private List<String> newest = List.of();

    /** What happened in this write without being owed, in words. */
    private @Nullable String unheard;

    Mailbox(StreamBook book) {
        this.book = book;
    }

    /** One notification to one endpoint. */
    static final class Letter {
        final long sequence;
        final String endpoint;
        Instant owedAt;
        boolean wasAskedFor;
        boolean wasSent;

        /** The endpoint has it, whatever it answered. */
        boolean isTaken;

        /** {@code owed}, {@code delivered} or {@code exhausted}, by the stored events. */
        String status = "owed";

        private Letter(long sequence, String endpoint, Instant owedAt) {
            this.sequence = sequence;
            this.endpoint = endpoint;
            this.owedAt = owedAt;
        }

        boolean isOwed() {
            return status.equals("owed");
        }
    }

    @Nullable
    Letter find(long sequence, String endpoint) {
        return letters.get(name(sequence, endpoint));
    }

    Collection<Letter> letters() {
        return letters.values();
    }

    private static String name(long sequence, String endpoint) {
        return sequence + " " + endpoint;
    }

    /** Takes in the next event; true when it is about deliveries, and so changes nothing of the payment. */
    boolean accept(String manifest, JsonNode event, Finding finding) {
        String name = manifest.substring("intent.".length(), manifest.lastIndexOf('.'));
        if (name.equals("webhooks_owed")) {
            owe(event, finding);
        } else if (isAwaited) {
            unheard = "went on with " + name + " before it owed number " + heard;
        } else if (name.equals("webhooks_tried")) {
            event.at("/tries").forEach(tried -> tried(tried, finding));
        }
        if (!name.equals("webhooks_owed")) {
            isPossible = TROUBLES.contains(name) || name.equals("late_approval");
            isAwaited = TOLD.contains(name) || isToldOperation(name, event);
            heard += isAwaited || TROUBLES.contains(name) ? 1 : 0;
        }
        return ABOUT_DELIVERIES.contains(name);
    }

    private static boolean isToldOperation(String name, JsonNode event) {
        return name.startsWith("operation_")
                && !name.equals("operation_started")
                && !event.at("/kind").asText().equals("reversal");
    }

    private void owe(JsonNode event, Finding finding) {
        long sequence = event.at("/sequence").asLong();
        Instant at = Instant.parse(event.at("/at").asText());
        boolean wasAskedFor = event.at("/cause").isTextual();
        if (!wasAskedFor) {
            heard += isPossible && sequence == heard + 1 ? 1 : 0;
            if (sequence != heard || !isAwaited && !isPossible) {
                finding.violation("I7", book.stream + " owes number " + sequence + " after " + heard);
            }
        }
        List<String> endpoints = new ArrayList<>();
        event.at("/endpoints").forEach(one -> endpoints.add(one.asText()));
        for (String endpoint : endpoints) {
            Letter letter =
                    letters.computeIfAbsent(name(sequence, endpoint), name -> new Letter(sequence, endpoint, at));
            letter.status = "owed";
            letter.owedAt = at;
            letter.wasAskedFor |= wasAskedFor;
        }
        newest = isAwaited ? endpoints : newest;
        isAwaited = false;
        isPossible = false;
    }

    private void tried(JsonNode tried, Finding finding) {
        String endpoint = tried.at("/endpoint").asText();
        Letter letter = find(tried.at("/sequence").asLong(), endpoint);
        if (letter == null || !letter.isOwed()) {
            finding.violation("I7", book.stream + " tried what it does not owe: " + tried);
        } else if (tried.at("/outcome/is_taken").asBoolean()) {
            letter.status = "delivered";
            if (!letter.isTaken) {
                finding.violation("I7", book.stream + " is recorded as delivered, and nobody took it: " + tried);
            }
        } else if (!tried.at("/outcome/next_try_at").isTextual()) {
            letter.status = "exhausted";
        }
    }

    /** A write is whole: what happened in it is owed in it, to those at least who were there all the time. */
    void committed(Collection<String> alwaysThere, Finding finding) {
        unheard = isAwaited ? "owes number " + heard + " to nobody" : unheard;
        if (unheard != null && !alwaysThere.isEmpty()) {
            finding.violation("I7", book.stream + " " + unheard);
        } else if (!newest.isEmpty() && !newest.containsAll(alwaysThere)) {
            finding.violation("I7", book.stream + " owes number " + heard + " only to " + newest);
        }
        isAwaited = false;
        unheard = null;
        newest = List.of();
    }

    /** Nothing waits to be delivered but to those who are gone. */
    boolean isAtRest(Set<String> removed) {
        return letters.values().stream()
                .filter(letter -> !removed.contains(letter.endpoint))
                .noneMatch(Letter::isOwed);
    }
}
