package io.quittance.persistence;

import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.cart;
import static io.quittance.persistence.support.Payments.result;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.reading.DeliveryQuery;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.webhook.DeliveryView;
import io.quittance.engine.webhook.Replay;
import io.quittance.engine.webhook.WebhookResult;
import io.quittance.persistence.support.Receivers;
import io.quittance.persistence.support.ScriptedProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: after a restore of the database nothing is sent again unless somebody asks. Method: the real journal's file is
 * put back as it was; an hour later by the clock, so that all that is owed is due.
 */
final class RestoredJournalTest {

    @TempDir
    private Path directory;

    private final Receivers receivers = new Receivers();
    private final EndpointId endpoint = receivers.add('e');
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2027-01-04T08:00:00Z"));

    /** The control: this is what a restore must not do. */
    @Test
    void withoutARestoreWhatIsOwedIsSentWhenItIsDue() {
        oweTheFirstCart();

        try (PaymentEngine engine = open(false)) {
            await().untilAsserted(() -> assertThat(receivers.sent()).containsExactly(sent(1)));
            assertThat(engine.isReady()).isTrue();
        }
    }

    @Test
    void afterTheJournalsFileWasPutBackNothingIsSentUnlessItIsAskedForAgain() throws IOException {
        oweTheFirstCart();
        Path backup = copyOfJournal();
        try (PaymentEngine engine = open(false)) {
            create(engine, 2);
            await().untilAsserted(() -> assertThat(receivers.sent()).contains(sent(1), sent(2)));
        }
        putBack(backup);
        receivers.sent().clear();

        try (PaymentEngine engine = open(false)) {
            assertOnlyWhatIsNewIsSent(engine);

            DeliveryId first = new DeliveryId(new NotificationId(idOf(1), 1), endpoint);
            assertThat(result(engine.webhooks().redeliver(SHOP, first))).isInstanceOf(WebhookResult.Told.class);
            await().untilAsserted(() -> assertThat(receivers.sent()).containsExactly(sent(3), sent(1)));
        }
    }

    /** Goal: a restore of everything, which no mark can show, can be said. */
    @Test
    void afterTheWholeDirectoryWasRestoredAReplayDecidesWhatIsSent() {
        oweTheFirstCart();
        receivers.forgetMark();

        try (PaymentEngine engine = open(true)) {
            assertOnlyWhatIsNewIsSent(engine);

            Replay.Wish failed = new Replay.Wish(null, null, null, true);
            assertThat(result(engine.webhooks().replay(SHOP, endpoint, failed)))
                    .isInstanceOf(WebhookResult.Replaying.class);
            await().untilAsserted(() -> assertThat(receivers.sent()).containsExactly(sent(3), sent(1)));
        }
        receivers.sent().clear();
        try (PaymentEngine engine = open(false)) {
            create(engine, 4);
            await().untilAsserted(() -> assertThat(receivers.sent()).containsExactly(sent(4)));
        }
    }

    @Test
    void whatWasHeldBackIsHeldBackAlsoByTheNextProcess() {
        oweTheFirstCart();
        open(true).close();

        try (PaymentEngine engine = open(false)) {
            assertOnlyWhatIsNewIsSent(engine);
        }
    }

    /** The sweep has looked at everything more than once while what is new is sent. */
    private void assertOnlyWhatIsNewIsSent(PaymentEngine engine) {
        create(engine, 3);
        await().during(Duration.ofMillis(2_500))
                .atMost(Duration.ofSeconds(20))
                .until(() -> receivers.sent().equals(List.of(sent(3))));
        assertThat(deliveriesOf(engine, 1)).singleElement().satisfies(held -> {
            assertThat(held.isHeld()).isTrue();
            assertThat(held.delivery().isOwed()).isTrue();
        });
        assertThat(deliveriesOf(engine, 3)).singleElement().satisfies(free -> assertThat(free.isHeld())
                .isFalse());
    }

    /** It is refused once, and due again a minute later. */
    private void oweTheFirstCart() {
        receivers.refuse(endpoint);
        try (PaymentEngine engine = open(false)) {
            create(engine, 1);
            await().untilAsserted(() -> assertThat(deliveriesOf(engine, 1))
                    .singleElement()
                    .satisfies(one -> assertThat(one.delivery().tries()).hasSize(1)));
        }
        receivers.take(endpoint);
        receivers.sent().clear();
    }

    private static List<DeliveryView> deliveriesOf(PaymentEngine engine, int number) {
        DeliveryQuery query = new DeliveryQuery(idOf(number), null, null, 100, null);
        Listing<DeliveryView> listing = result(engine.webhooks().deliveries(SHOP, query));
        return ((Listing.Found<DeliveryView>) listing).page().data();
    }

    private Path copyOfJournal() throws IOException {
        Path backup = directory.resolveSibling("backup-" + directory.getFileName());
        return Files.copy(directory.resolve(Journals.JOURNAL_FILE), backup, StandardCopyOption.REPLACE_EXISTING);
    }

    private void putBack(Path backup) throws IOException {
        try (var files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().startsWith(Journals.JOURNAL_FILE))
                    .forEach(RestoredJournalTest::delete);
        }
        Files.move(backup, directory.resolve(Journals.JOURNAL_FILE));
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(PaymentEngine engine, int number) {
        result(engine.create(SHOP, cart("cart-" + number), null));
    }

    private String sent(int number) {
        return endpoint + " " + new NotificationId(idOf(number), 1);
    }

    private static IntentId idOf(int number) {
        return IntentId.ofReference(SHOP, "cart-" + number);
    }

    /** An hour after the one before. */
    private PaymentEngine open(boolean isRestored) {
        now.updateAndGet(before -> before.plus(Duration.ofHours(1)));
        return PaymentEngine.builder()
                .journal(Journals.embedded(directory))
                .processor(ScriptedProcessor.approving())
                .webhooks(receivers.parts(isRestored))
                .clock(() -> requireNonNull(now.get()))
                .start();
    }
}
