package io.quittance.api.simulation;

import io.quittance.api.simulation.Mailbox.Letter;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds every webhook that is sent against the stored events, at once. Used by the world's thread. */
final class WebhookChecks {

    private final World world;
    private final Checks checks;
    private final List<String> alwaysThere = new ArrayList<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final Map<String, String> bodies = new LinkedHashMap<>();
    private boolean allWereAskedFor;

    WebhookChecks(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    /** This endpoint hears everything, from the first event to the last. */
    void isAlwaysThere(String endpoint) {
        alwaysThere.add(endpoint);
    }

    List<String> alwaysThere() {
        return alwaysThere;
    }

    /** This endpoint hears nothing any more, perhaps. */
    void removed(String endpoint) {
        removed.add(endpoint);
        alwaysThere.remove(endpoint);
    }

    Set<String> removed() {
        return removed;
    }

    /** Everything that failed was asked for again after the last mishap. */
    void allWereAskedFor() {
        allWereAskedFor = true;
    }

    /** A webhook leaves the engine. */
    void sent(WebhookEndpoint endpoint, WebhookMessage message) {
        world.note("webhook " + message.id() + " to " + endpoint.id());
        NotificationId id = NotificationId.parse(message.id()).orElseThrow();
        Letter letter = letter(endpoint, message);
        if (letter == null) {
            checks.violation("I7", message.id() + " left for " + endpoint.id() + " and is not stored as owed");
            return;
        }
        String body = new String(message.body(), StandardCharsets.UTF_8);
        String first = bodies.putIfAbsent(message.id(), body);
        if (first != null && !first.equals(body)) {
            checks.violation("I7", message.id() + " was first " + first + " and then " + body);
        }
        checkOrder(endpoint, letter, id);
        letter.wasSent = true;
    }

    /** While an endpoint takes what it is sent it hears in order; nothing waits for longer than its first gap. */
    private void checkOrder(WebhookEndpoint endpoint, Letter letter, NotificationId id) {
        boolean waitedLong =
                !world.instant().isBefore(letter.owedAt.plus(endpoint.policy().step()));
        if (letter.wasSent || letter.wasAskedFor || waitedLong || world.wasSetBack()) {
            return;
        }
        book(id).mailbox.letters().stream()
                .filter(before -> before.endpoint.equals(letter.endpoint) && before.sequence < letter.sequence)
                .filter(before -> before.isOwed() && !before.wasAskedFor)
                .findFirst()
                .ifPresent(before -> checks.violation(
                        "I7", id + " left for " + letter.endpoint + " before number " + before.sequence));
    }

    /** The endpoint has it. */
    void taken(WebhookEndpoint endpoint, WebhookMessage message) {
        Letter letter = letter(endpoint, message);
        if (letter != null) {
            letter.isTaken = true;
        }
    }

    private @Nullable Letter letter(WebhookEndpoint endpoint, WebhookMessage message) {
        NotificationId id = NotificationId.parse(message.id()).orElseThrow();
        return checks.book("intent|" + id.intent().value())
                .map(book -> book.mailbox.find(id.sequence(), endpoint.id().value()))
                .orElse(null);
    }

    private StreamBook book(NotificationId id) {
        return checks.book("intent|" + id.intent().value()).orElseThrow();
    }

    /** Nothing happens any more: everybody has heard what was owed to him. */
    void close() {
        for (StreamBook book : checks.books()) {
            if (!book.isDamaged) {
                book.mailbox.letters().stream()
                        .filter(letter -> !removed.contains(letter.endpoint))
                        .forEach(letter -> close(book, letter));
            }
        }
    }

    private void close(StreamBook book, Letter letter) {
        String words = book.id() + " number " + letter.sequence + " to " + letter.endpoint;
        if (letter.isOwed()) {
            checks.violation("I7", words + " is still owed");
        } else if (letter.status.equals("exhausted") && allWereAskedFor) {
            checks.violation("I7", words + " was asked for again and was not delivered");
        }
    }
}
