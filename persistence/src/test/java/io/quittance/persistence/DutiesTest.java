package io.quittance.persistence;

import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.answered;
import static io.quittance.persistence.support.Payments.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.CaptureWindow;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.reading.Listing;
import io.quittance.persistence.support.ScriptedProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what time makes due is done, for intents that nobody asks for, however often the process ended meanwhile.
 * Method: the clock is set forward while no process runs; the next one finds its duties in the journal.
 */
final class DutiesTest {

    private static final Instant FRIDAY = Instant.parse("2026-03-13T10:00:00Z");
    private static final Instant NEXT_FRIDAY = Instant.parse("2026-03-20T10:00:00Z");
    private static final IntentId CART = IntentId.ofReference(SHOP, "cart-1");
    private static final IntentRequest REQUEST = IntentRequest.of(1250, "EUR").withReference("cart-1");

    @TempDir
    private Path directory;

    private final ScriptedProcessor processor = ScriptedProcessor.approving();
    private volatile Instant now = FRIDAY;

    @Test
    void warnsBeforeTheTimeToCaptureEndsAndReleasesTheMoneyThen() {
        try (PaymentEngine engine = start()) {
            IntentSnapshot held = answered(engine.pay(
                            SHOP,
                            PaymentRequest.card(
                                    REQUEST.withCapture("manual"), CardDetails.of("4111111111111111", 12, 2030, "123")),
                            key("key-1")))
                    .intent()
                    .snapshot();
            assertThat(held.statusReason()).isEqualTo("requires_capture");
            assertThat(held.facts().funds().captureBefore()).isEqualTo(NEXT_FRIDAY);
        }

        now = NEXT_FRIDAY.minus(Duration.ofHours(20));
        try (PaymentEngine engine = start()) {
            await().until(() -> manifests(engine).contains("intent.capture_due.v1"));
            assertThat(sight(engine).statusReason()).isEqualTo("requires_capture");
        }

        now = NEXT_FRIDAY;
        try (PaymentEngine engine = start()) {
            await().until(() -> "expired".equals(sight(engine).statusReason()));
            assertThat(sight(engine).facts().funds().voided()).isEqualTo(1250);
        }
        assertThat(processor.orders().stream().filter(OperationOrder.class::isInstance))
                .singleElement()
                .satisfies(order -> {
                    assertThat(((OperationOrder) order).kind()).isEqualTo(OperationKind.VOID);
                    assertThat(order).extracting(Order::downstreamReference).isEqualTo(CART + "-op1");
                });
    }

    @Test
    void expiresWhatNobodyPaid() {
        try (PaymentEngine engine = start()) {
            answered(engine.create(SHOP, REQUEST.expiringAt(FRIDAY.plusSeconds(60)), null));
        }

        now = FRIDAY.plusSeconds(61);
        try (PaymentEngine engine = start()) {
            await().until(() -> "expired".equals(sight(engine).statusReason()));
            assertThat(manifests(engine)).containsExactly("intent.created.v1", "intent.expired.v1");
        }
    }

    private PaymentEngine start() {
        return PaymentEngine.builder()
                .journal(Journals.embedded(directory))
                .processor(processor)
                .clock(() -> now)
                .captureWindow(CaptureWindow.DEFAULT)
                .start();
    }

    private static IntentSnapshot sight(PaymentEngine engine) {
        return answered(engine.find(SHOP, CART)).intent().snapshot();
    }

    private static List<String> manifests(PaymentEngine engine) {
        Listing.Found<JournalEntry> found = (Listing.Found<JournalEntry>)
                engine.events(SHOP, CART).toCompletableFuture().join();
        return found.page().data().stream().map(JournalEntry::manifest).toList();
    }
}
