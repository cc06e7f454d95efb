package io.quittance.api.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.simulation.IntentAccount.Stand;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.intent.IntentSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The auditor of a world: hears of every stored event, every order, every charge and every answer, and holds them
 * against each other at once. It shares the events' names and fields with the engine, and no code. Used by the world's
 * thread.
 */
final class Checks implements SimulatedStore.Watcher {

    private final World world;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, StreamBook> books = new LinkedHashMap<>();
    private final MoneyChecks money;
    private final WebhookChecks webhooks;
    private @Nullable StreamBook written;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<String, String> finalAnswers = new LinkedHashMap<>();
    private final Map<String, Long> seen = new LinkedHashMap<>();
    private final Set<String> reused = new LinkedHashSet<>();
    private final Set<String> shared = new LinkedHashSet<>();
    private boolean hadTwin;

    Checks(World world) {
        this.world = world;
        this.money = new MoneyChecks(world, this::violation);
        this.webhooks = new WebhookChecks(world, this);
    }

    /** What concerns webhooks. */
    WebhookChecks webhooks() {
        return webhooks;
    }

    /** What concerns orders and money. */
    MoneyChecks money() {
        return money;
    }

    boolean hold() {
        return violations.isEmpty();
    }

    @Nullable
    Violation first() {
        return violations.isEmpty() ? null : violations.get(0);
    }

    void violation(String invariant, String words) {
        violations.add(new Violation(invariant, words));
        world.note("VIOLATION " + invariant + " " + words);
    }

    Collection<StreamBook> books() {
        return books.values();
    }

    Optional<StreamBook> book(String stream) {
        return Optional.ofNullable(books.get(stream));
    }

    @Override
    public void stored(JournalEntry entry, String writer) {
        world.note(entry.position() + " " + entry.stream() + "#" + entry.sequence() + " " + entry.manifest() + " by "
                + writer + " " + Arrays.hashCode(entry.hash()));
        StreamBook book = books.computeIfAbsent(entry.stream(), StreamBook::new);
        written = book;
        Deed deed = book.accept(entry, writer, this::violation);
        checkKey(book, StreamBook.read(entry));
        if (deed != null) {
            money.stored(entry.manifest(), deed);
        }
    }

    @Override
    public void committed() {
        if (written != null) {
            written.mailbox.committed(webhooks.alwaysThere(), this::violation);
        }
    }

    /** One key belongs to one intent, for ever. */
    private void checkKey(StreamBook book, JsonNode event) {
        if (event.at("/request/key").isTextual()) {
            String key = event.at("/request/path").asText() + " "
                    + event.at("/request/key").asText();
            book.keys.add(key);
            String owner = keys.putIfAbsent(key, book.stream);
            if (owner != null && !owner.equals(book.stream)) {
                violation("K1", key + " belongs to " + owner + " and to " + book.stream);
            }
        }
    }

    /** Somebody was told how an intent stands. */
    void told(String what, PaymentResult result) {
        world.note(what + " told " + words(result));
        if (result instanceof PaymentResult.Answered answered) {
            IntentSnapshot snapshot = answered.intent().snapshot();
            book("intent|" + answered.intent().id().value())
                    .ifPresentOrElse(
                            book -> checkTold(book, what, snapshot),
                            () -> violation("I2", what + " was told of an intent that is not stored"));
        }
    }

    private void checkTold(StreamBook book, String what, IntentSnapshot told) {
        long version = told.facts().version();
        seen.merge(book.id(), version, Math::max);
        Stand said = new Stand(
                told.status().text(),
                told.facts().funds().capturable(),
                told.facts().funds().captured(),
                told.facts().funds().refunded());
        if (version > book.stands.size()) {
            violation(
                    "I2",
                    what + " was told version " + version + " of " + book.id() + ", stored are " + book.stands.size());
        } else if (!book.stands.get((int) version - 1).equals(said)) {
            violation(
                    "I8",
                    what + " was told " + said + " of version " + version + " of " + book.id() + ", stored is "
                            + book.stands.get((int) version - 1));
        } else if (book.isDamaged) {
            violation("I9", what + " was told of " + book.id() + ", which does not verify");
        } else if (told.facts().terms().amount().minorUnits() != book.account.amount) {
            violation("FW-17", what + " was told another amount of " + book.id());
        }
    }

    /** From now on a process may tell what another has already changed. */
    void twin() {
        hadTwin = true;
    }

    /** The newest version of an intent that anybody was told. */
    long seen(String id) {
        return seen.getOrDefault(id, 0L);
    }

    /** A look that began when {@code before} had been told. */
    void looked(String what, PaymentResult result, long before) {
        if (result instanceof PaymentResult.Answered answered
                && answered.intent().snapshot().facts().version() < before
                && !hadTwin) {
            violation("I12", what + " was told " + words(result) + " after somebody had been told version " + before);
        }
    }

    /** Two buyers ask for different things under this key. */
    void shared(String key) {
        shared.add(key);
    }

    /** Somebody was told that the key was used before for something else. */
    void refusedAsReused(String key) {
        reused.add(key);
    }

    /** The last word to a key: each time the same. */
    void finalAnswer(String key, PaymentResult.Answered answer) {
        String words = answer.intent().snapshot().toString();
        String first = finalAnswers.putIfAbsent(key, words);
        if (first != null && !first.equals(words)) {
            violation("I6", key + " was first told " + first + " and then " + words);
        }
    }

    /** Long after the time to capture and every intent's end: nothing is held, and nothing awaits an attempt. */
    void timeIsUp(Instant now) {
        for (StreamBook book : books.values()) {
            IntentAccount account = book.account;
            if (!book.isDamaged && account.stand().held() > 0) {
                violation("D1", book.id() + " still holds money at " + now + ", after " + account.captureBefore);
            } else if (!book.isDamaged && account.wasReleasedUnwarned()) {
                violation("D1", book.id() + " was released after " + account.captureBefore + " without a warning");
            } else if (!book.isDamaged && account.isOverdue(now)) {
                violation("D1", book.id() + " is open at " + now + ", after " + account.expiresAt);
            }
        }
    }

    /** Nothing happens any more: the books must agree. */
    void close() {
        money.close(books.values());
        webhooks.close();
        reused.stream()
                .filter(key -> !keys.containsKey(key) && !shared.contains(key))
                .forEach(key -> violation("K2", key + " was refused as used by another, and there is none"));
    }

    static String words(PaymentResult result) {
        if (result instanceof PaymentResult.Answered answered) {
            return answered.stage() + " " + answered.intent().status() + " v"
                    + answered.intent().snapshot().facts().version();
        }
        return "refused " + ((PaymentResult.Refused) result).refusal().code();
    }
}
