package io.quittance.persistence.readmodel;

import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.found;
import static io.quittance.persistence.support.Payments.key;
import static io.quittance.persistence.support.Payments.page;
import static io.quittance.persistence.support.Payments.pay;
import static io.quittance.persistence.support.Payments.payment;
import static io.quittance.persistence.support.Payments.result;
import static io.quittance.persistence.support.Payments.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.EventType;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.reading.FeedEvent;
import io.quittance.engine.reading.FeedQuery;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.reading.IntentQuery.Filter;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.Page;
import io.quittance.persistence.DataDirectoryInUse;
import io.quittance.persistence.Journals;
import io.quittance.persistence.support.AtOnce;
import io.quittance.persistence.support.Forger;
import io.quittance.persistence.support.ScriptedProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists and the feed over a real journal, while it is written, after restarts, and when their file is lost or wrong.
 */
final class SqliteReadModelTest {

    private static final int PAYMENTS = 1_000;
    private static final int PAGE_BYTES = 4_096;
    private static final ScriptedProcessor DECLINING = ScriptedProcessor.answering(
            new AttemptOutcome.Declined(new Failure("declined", "The issuer said no.", null, null, null)));

    @TempDir
    private Path directory;

    @Test
    void tellsTheNewestFirstAsTheyStand() {
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");
            result(engine.create(SHOP, IntentRequest.of(900, "EUR").withReference("cart-2"), null));
            result(engine.pay(Tenant.test("other"), payment("cart-3"), key("key-3")));

            assertThat(references(all(engine))).containsExactly("cart-2 created", "cart-1 succeeded");
            assertThat(found(engine.list(SHOP, query())).get(1).personal().metadata())
                    .containsEntry("table", "seven");
        }
    }

    @Test
    void findsByWhatIntentsHaveInCommon() {
        Instant before = Instant.now();
        try (PaymentEngine engine = open(DECLINING)) {
            pay(engine, "cart-1", "key-1");
            result(engine.create(SHOP, IntentRequest.of(900, "EUR").withReference("cart-2"), null));

            assertThat(referencesOf(engine, Filter.of(IntentStatus.FAILED))).containsExactly("cart-1 failed");
            assertThat(referencesOf(engine, Filter.of(IntentStatus.SUCCEEDED))).isEmpty();
            assertThat(referencesOf(engine, Filter.ofReference("cart-2"))).containsExactly("cart-2 created");
            assertThat(referencesOf(engine, Filter.ofCustomer("nobody"))).isEmpty();
            assertThat(referencesOf(engine, Filter.NONE.created(before.minusSeconds(1), null)))
                    .hasSize(2);
            assertThat(referencesOf(engine, Filter.NONE.created(null, before.minusSeconds(1))))
                    .isEmpty();
        }
    }

    @Test
    void findsDoubtsUntilTheyAreResolved() {
        Filter doubts = new Filter(null, null, null, null, true, null, null);
        AttemptOutcome unknown = new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "the line went dead");
        try (PaymentEngine engine = open(ScriptedProcessor.answering(unknown))) {
            pay(engine, "cart-1", "key-1");

            assertThat(referencesOf(engine, doubts)).containsExactly("cart-1 pending");
            await().untilAsserted(() -> assertThat(referencesOf(engine, doubts)).isEmpty());
            assertThat(references(all(engine))).containsExactly("cart-1 succeeded");
        }
    }

    /**
     * Goal: no duplicate and no gap. Method: a thousand payments are made by eight threads while a reader goes through
     * all pages again and again; every pass holds all that was answered before it began, once.
     */
    @Test
    void readsEveryPageWhileAThousandPaymentsAreWritten() {
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            Set<String> answered = ConcurrentHashMap.newKeySet();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> AtOnce.from(8, writer -> {
                for (int i = writer; i < PAYMENTS; i += 8) {
                    pay(engine, "cart-" + i, "key-" + i);
                    answered.add("cart-" + i + " succeeded");
                }
                return writer;
            }));
            int passes = 0;
            while (!writing.isDone() || passes == 0) {
                Set<String> known = new HashSet<>(answered);
                List<String> seen = references(all(engine));
                assertThat(seen).doesNotHaveDuplicates().containsAll(known);
                passes++;
            }
            writing.join();

            assertThat(references(all(engine)))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PAYMENTS)
                            .mapToObj(i -> "cart-" + i + " succeeded")
                            .toList());
        }
    }

    @Test
    void feedsEveryEventOnceInOrderUnderTheSameIdsForEver() {
        List<FeedEvent> first;
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            AtOnce.from(4, writer -> pay(engine, "cart-" + writer, "key-" + writer));
            pay(engine, "cart-1", "another-key");
            first = feed(engine, FeedQuery.all().limit(5));
        }
        assertThat(first).hasSize(12);
        assertThat(first.stream().map(event -> event.id().value())).isSorted();
        assertThat(first.stream()
                        .filter(event -> event.intent().id().equals(IntentId.ofReference(SHOP, "cart-1")))
                        .map(event ->
                                event.intentSequence() + " " + event.type().text() + " "
                                        + event.intent().status().text()))
                .containsExactly(
                        "1 payment_intent.created created",
                        "2 payment_intent.pending pending",
                        "3 payment_intent.succeeded succeeded");

        Journals.rebuildReadModel(directory);
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            assertThat(feed(engine, FeedQuery.all().limit(100))).isEqualTo(first);
            FeedQuery successes = new FeedQuery(null, Set.of(EventType.SUCCEEDED), 100);
            assertThat(feed(engine, successes))
                    .containsExactlyElementsOf(first.stream()
                            .filter(event -> event.type() == EventType.SUCCEEDED)
                            .toList());
            assertThat(found(engine.feed(Tenant.test("other"), FeedQuery.all())))
                    .isEmpty();
        }
    }

    @Test
    void isMadeAgainWhenItsFileIsLostOrDamagedOrOfAnotherJournal() throws IOException {
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");
            assertThat(all(engine)).hasSize(1);
        }
        Path file = directory.resolve(Journals.READ_MODEL_FILE);

        Files.delete(file);
        assertListsTheCart();
        Files.writeString(file, "this is no database".repeat(500));
        assertListsTheCart();

        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        try (PaymentEngine engine = start(Journals.embedded(elsewhere), ScriptedProcessor.approving())) {
            pay(engine, "cart-8", "key-8");
            pay(engine, "cart-9", "key-9");
            assertThat(all(engine)).hasSize(2);
        }
        Files.copy(elsewhere.resolve(Journals.READ_MODEL_FILE), file, StandardCopyOption.REPLACE_EXISTING);
        assertListsTheCart();
    }

    /** Goal: damage in the middle is noticed too. Method: pages between the first and the last are overwritten. */
    @Test
    void isMadeAgainWhenItsMiddleIsDamaged() throws IOException {
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            for (int i = 0; i < 200; i++) {
                pay(engine, "cart-" + i, "key-" + i);
            }
            assertThat(all(engine)).hasSize(200);
        }
        Path file = directory.resolve(Journals.READ_MODEL_FILE);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, PAGE_BYTES, 8 * PAGE_BYTES, (byte) 0x5a);
        Files.write(file, bytes);

        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            assertThat(all(engine)).hasSize(200);
            assertThat(feed(engine, FeedQuery.all().limit(100))).hasSize(600);
            pay(engine, "cart-new", "key-new");
            assertThat(all(engine)).hasSize(201);
        }
    }

    /** Payments do not need the read model: a file that cannot be replaced costs the lists and nothing else. */
    @Test
    void isMissedByNoPayment() throws IOException {
        Path file = directory.resolve(Journals.READ_MODEL_FILE);
        Files.createDirectories(file.resolve("not empty"));
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");

            assertThat(result(engine.list(SHOP, query()))).isInstanceOf(Listing.Refused.class);
            Files.delete(file.resolve("not empty"));
            Files.delete(file);
            assertThat(references(all(engine))).containsExactly("cart-1 succeeded");
        }
    }

    @Test
    void tellsAnIntentWithoutThePersonalFieldsThatDoNotOpen() throws SQLException {
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");
        }
        try (Connection keys = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("keys.db"));
                Statement statement = keys.createStatement()) {
            statement.execute("UPDATE secret SET key = randomblob(32) WHERE kind = 'personal'");
        }

        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            assertThat(all(engine)).hasSize(1).allSatisfy(intent -> assertThat(
                            intent.personal().isEmpty())
                    .isTrue());
            assertThat(feed(engine, FeedQuery.all().limit(100))).hasSize(3);
        }
    }

    @Test
    void refusesAPlaceInTheFeedThatThisJournalDoesNotHave() {
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");

            assertThat(page(engine.feed(SHOP, FeedQuery.all().after("ev_3"))).data())
                    .isEmpty();
            var beyond = (Listing.Refused<FeedEvent>)
                    result(engine.feed(SHOP, FeedQuery.all().after("ev_4")));
            assertThat(beyond.refusal().faults().get(0).message()).contains("ends at ev_3");
        }
    }

    private void assertListsTheCart() {
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            assertThat(references(all(engine))).containsExactly("cart-1 succeeded");
        }
    }

    @Test
    void refusesToMakeAgainWhatAServerHasOpen() {
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            assertThat(engine.isReady()).isTrue();
            assertThatThrownBy(() -> Journals.rebuildReadModel(directory)).isInstanceOf(DataDirectoryInUse.class);
        }
    }

    /** A forged event is not believed here either: the intent is told as it was before it. */
    @Test
    void believesNothingThatItsHashChainDoesNotProve() throws SQLException {
        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");
            pay(engine, "cart-2", "key-2");
        }
        IntentId forged = IntentId.ofReference(SHOP, "cart-1");
        Forger forger = new Forger(directory.resolve(Journals.JOURNAL_FILE));
        forger.flip(forged, 3, forger.placeOf(forged, 3, "acq-17") + 5, 1);
        Journals.rebuildReadModel(directory);

        try (PaymentEngine engine = open(ScriptedProcessor.approving())) {
            assertThat(references(all(engine))).containsExactly("cart-2 succeeded", "cart-1 pending");
            assertThat(feed(engine, FeedQuery.all())).hasSize(5);
        }
    }

    private PaymentEngine open(ScriptedProcessor processor) {
        return start(Journals.embedded(directory), processor);
    }

    private static IntentQuery query() {
        return IntentQuery.of(Filter.NONE);
    }

    private static List<IntentView> all(PaymentEngine engine) {
        List<IntentView> all = new ArrayList<>();
        Page<IntentView> page = page(engine.list(SHOP, query().limit(100)));
        all.addAll(page.data());
        while (page.hasMore()) {
            page = page(engine.list(SHOP, query().limit(100).after(page.nextCursor())));
            all.addAll(page.data());
        }
        return all;
    }

    private static List<FeedEvent> feed(PaymentEngine engine, FeedQuery query) {
        List<FeedEvent> all = new ArrayList<>();
        Page<FeedEvent> page = page(engine.feed(SHOP, query));
        all.addAll(page.data());
        while (page.hasMore()) {
            page = page(engine.feed(SHOP, query.after(page.nextCursor())));
            all.addAll(page.data());
        }
        return all;
    }

    private static List<String> referencesOf(PaymentEngine engine, Filter filter) {
        return references(found(engine.list(SHOP, IntentQuery.of(filter))));
    }

    private static List<String> references(List<IntentView> intents) {
        return intents.stream()
                .map(intent -> intent.snapshot().facts().terms().referenceId() + " "
                        + intent.status().text())
                .toList();
    }
}
