package io.quittance.persistence.readmodel;

import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.pay;
import static io.quittance.persistence.support.Payments.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.engine.Journal;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.reading.DeliveryBook;
import io.quittance.engine.reading.DeliveryBook.DueDelivery;
import io.quittance.engine.reading.DeliveryBook.DueSearch;
import io.quittance.engine.reading.DeliveryBook.Heard;
import io.quittance.engine.reading.DeliveryQuery;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.Page;
import io.quittance.engine.webhook.DeliveryView;
import io.quittance.persistence.Journals;
import io.quittance.persistence.support.Receivers;
import io.quittance.persistence.support.ScriptedProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is owed to endpoints, as it is listed and found due, over a real journal: one endpoint takes, one refuses. */
final class DeliveryIndexTest {

    private static final int CARTS = 3;
    private static final int OF_EACH = 3;
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final Receivers receivers = new Receivers();
    private final EndpointId good = receivers.add('g');
    private final EndpointId bad = receivers.add('b');
    private @Nullable Journal journal;

    @Test
    void listsTheNewestFirstPageByPage() {
        try (PaymentEngine engine = openWithPayments()) {
            List<DeliveryView> all = pages(engine, new DeliveryQuery(null, null, null, 4, null));

            assertThat(all).hasSize(2 * CARTS * OF_EACH);
            assertThat(all).extracting(DeliveryView::id).doesNotHaveDuplicates();
            assertThat(all.get(0).id().notification().intent()).isEqualTo(idOf(CARTS));
            assertThat(all.get(all.size() - 1).id().notification().sequence()).isEqualTo(1);
        }
    }

    @Test
    void listsByIntentByEndpointAndByStatus() {
        try (PaymentEngine engine = openWithPayments()) {
            assertThat(pages(engine, new DeliveryQuery(idOf(2), null, null, 100, null)))
                    .hasSize(2 * OF_EACH)
                    .allSatisfy(view ->
                            assertThat(view.id().notification().intent()).isEqualTo(idOf(2)));
            assertThat(pages(engine, new DeliveryQuery(null, bad, null, 100, null)))
                    .hasSize(CARTS * OF_EACH)
                    .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.OWED));
            assertThat(pages(engine, new DeliveryQuery(null, null, DeliveryStatus.DELIVERED, 2, null)))
                    .hasSize(CARTS * OF_EACH)
                    .allSatisfy(view -> assertThat(view.id().endpoint()).isEqualTo(good));
            assertThat(pages(engine, new DeliveryQuery(idOf(1), good, DeliveryStatus.OWED, 100, null)))
                    .isEmpty();
        }
    }

    @Test
    void anotherMerchantSeesNothing() {
        try (PaymentEngine engine = openWithPayments()) {
            DeliveryQuery all = new DeliveryQuery(null, null, null, 100, null);

            assertThat(page(engine, Tenant.test("other"), all).data()).isEmpty();
        }
    }

    @Test
    void findsWhatIsDueToAnEndpointInSlices() {
        try (PaymentEngine engine = openWithPayments()) {
            List<DueDelivery> inOne = due(new DueSearch(bad, null, LATER, null, 100));
            List<DueDelivery> sliced = new ArrayList<>();
            DueDelivery after = null;
            do {
                List<DueDelivery> slice = due(new DueSearch(bad, null, LATER, after, 1));
                sliced.addAll(slice);
                after = slice.isEmpty() ? null : slice.get(0);
            } while (after != null);

            assertThat(inOne).hasSize(CARTS * OF_EACH).isSortedAccordingTo(Comparator.comparing(DueDelivery::at));
            assertThat(sliced).containsAll(inOne);
            assertThat(due(new DueSearch(good, null, LATER, null, 100))).isEmpty();
            assertThat(due(new DueSearch(bad, null, Instant.now(), null, 100))).isEmpty();
            assertThat(due(new DueSearch(bad, LATER, LATER, null, 100))).isEmpty();
            assertThat(engine.isReady()).isTrue();
        }
    }

    @Test
    void findsWhatWasHeardAndWhatFailedInTheJournalsOrder() {
        try (PaymentEngine engine = openWithPayments()) {
            List<Heard> heard =
                    result(book().heard(SHOP, FeedPosition.START, 100)).heard();
            List<Heard> failed =
                    result(book().failed(bad, FeedPosition.START, 100)).heard();

            assertThat(heard).hasSize(CARTS * OF_EACH).isSortedAccordingTo(Comparator.comparing(one -> one.position()
                    .value()));
            assertThat(failed)
                    .extracting(one -> one.intent() + " " + one.sequence() + " " + one.type())
                    .containsExactlyElementsOf(heard.stream()
                            .map(one -> one.intent() + " " + one.sequence() + " " + one.type())
                            .toList());
            assertThat(result(book().failed(good, FeedPosition.START, 100)).heard())
                    .isEmpty();
            assertThat(result(book().failed(bad, failed.get(1).position(), 2)).heard())
                    .containsExactly(failed.get(2), failed.get(3));
            assertThat(result(book().heard(SHOP, heard.get(1).position(), 2)).heard())
                    .containsExactly(heard.get(2), heard.get(3));
            assertThat(engine.isReady()).isTrue();
        }
    }

    /** Goal: the file is worth nothing. Method: what was followed and what is made again say the same. */
    @Test
    void aModelThatIsMadeAgainSaysTheSame() {
        List<Object> followed;
        try (PaymentEngine engine = openWithPayments()) {
            followed = everything(engine);
        }
        Journals.rebuildReadModel(directory);
        try (PaymentEngine engine = open()) {
            assertThat(everything(engine)).isEqualTo(followed);
        }
    }

    private List<Object> everything(PaymentEngine engine) {
        return List.of(
                pages(engine, new DeliveryQuery(null, null, null, 100, null)),
                due(new DueSearch(bad, null, LATER, null, 100)),
                result(book().heard(SHOP, FeedPosition.START, 100)).heard(),
                result(book().failed(bad, FeedPosition.START, 100)).heard());
    }

    private PaymentEngine openWithPayments() {
        receivers.refuse(bad);
        PaymentEngine engine = open();
        IntStream.rangeClosed(1, CARTS).forEach(cart -> {
            pay(engine, "cart-" + cart, "key-" + cart);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(pages(engine, new DeliveryQuery(idOf(cart), bad, null, 100, null)))
                            .hasSize(OF_EACH));
        });
        DeliveryQuery delivered = new DeliveryQuery(null, null, DeliveryStatus.DELIVERED, 100, null);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(pages(engine, delivered)).hasSize(CARTS * OF_EACH));
        return engine;
    }

    private PaymentEngine open() {
        journal = Journals.embedded(directory);
        return PaymentEngine.builder()
                .journal(journal)
                .processor(ScriptedProcessor.approving())
                .webhooks(receivers.parts(false))
                .start();
    }

    private DeliveryBook book() {
        return Objects.requireNonNull(journal).readModel().deliveries();
    }

    private List<DueDelivery> due(DueSearch search) {
        return result(book().due(search));
    }

    private static List<DeliveryView> pages(PaymentEngine engine, DeliveryQuery first) {
        List<DeliveryView> all = new ArrayList<>();
        String after = null;
        do {
            DeliveryQuery query =
                    new DeliveryQuery(first.intent(), first.endpoint(), first.status(), first.limit(), after);
            Page<DeliveryView> page = page(engine, SHOP, query);
            all.addAll(page.data());
            after = page.hasMore() ? page.nextCursor() : null;
        } while (after != null);
        return all;
    }

    private static Page<DeliveryView> page(PaymentEngine engine, Tenant tenant, DeliveryQuery query) {
        Listing<DeliveryView> listing = result(engine.webhooks().deliveries(tenant, query));
        assertThat(listing).isInstanceOf(Listing.Found.class);
        return ((Listing.Found<DeliveryView>) listing).page();
    }

    private static IntentId idOf(int cart) {
        return IntentId.ofReference(SHOP, "cart-" + cart);
    }
}
