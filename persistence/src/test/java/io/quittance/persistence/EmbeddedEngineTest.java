package io.quittance.persistence;

import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.answered;
import static io.quittance.persistence.support.Payments.cart;
import static io.quittance.persistence.support.Payments.found;
import static io.quittance.persistence.support.Payments.hurriedPayment;
import static io.quittance.persistence.support.Payments.key;
import static io.quittance.persistence.support.Payments.pay;
import static io.quittance.persistence.support.Payments.payment;
import static io.quittance.persistence.support.Payments.refused;
import static io.quittance.persistence.support.Payments.result;
import static io.quittance.persistence.support.Payments.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.PaymentResult.Stage;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.Listing;
import io.quittance.persistence.support.Listeners;
import io.quittance.persistence.support.Payments;
import io.quittance.persistence.support.ScriptedProcessor;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine inside a JVM, as a merchant's own program holds it. */
final class EmbeddedEngineTest {

    private static final IntentId CART = IntentId.ofReference(SHOP, "cart-1");

    @TempDir
    private Path directory;

    @Test
    void isReadyWithinTwoSeconds() {
        start(Journals.inMemory(), ScriptedProcessor.approving()).close();

        long begin = System.nanoTime();
        try (PaymentEngine engine = start(Journals.inMemory(), ScriptedProcessor.approving())) {
            assertThat(engine.isReady()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            assertThat(pay(engine, "cart-1", "key-1").stage()).isEqualTo(Stage.CREATED);
        }
    }

    @Test
    void opensNoPort() throws IOException {
        assumeTrue(Listeners.areKnown(), "SKIPPED: without /proc nobody can say which ports this process has open");
        try (ServerSocket control = new ServerSocket(0)) {
            assertThat(control.isBound()).isTrue();
            assertThat(Listeners.ofThisProcess()).hasSize(1);
        }

        try (PaymentEngine engine = start(Journals.embedded(directory), ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");
            assertThat(Listeners.ofThisProcess()).isEmpty();
        }
    }

    @Test
    void takesTheMoneyOnceAndTellsWhatItTook() {
        ScriptedProcessor processor = ScriptedProcessor.approving();
        try (PaymentEngine engine = start(Journals.inMemory(), processor)) {
            PaymentResult.Answered paid = pay(engine, "cart-1", "key-1");

            assertThat(paid.stage()).isEqualTo(Stage.CREATED);
            assertThat(paid.replayed()).isFalse();
            assertThat(paid.intent().id()).isEqualTo(CART);
            assertThat(paid.intent().status()).isEqualTo(IntentStatus.SUCCEEDED);
            assertThat(paid.intent().personal().description()).isEqualTo(Payments.DESCRIPTION);
            assertThat(processor.orders())
                    .extracting(Order::downstreamReference)
                    .containsExactly(CART + "-1");
        }
    }

    /** Goal: no payment is lost with its process. Method: the process ends while the counterparty says nothing. */
    @Test
    void findsOutWhatBecameOfAnInterruptedPaymentAndSendsNothingAgain() {
        ScriptedProcessor silent = ScriptedProcessor.silent();
        CompletionStage<PaymentResult> waiting;
        try (PaymentEngine engine = start(Journals.embedded(directory), silent)) {
            waiting = engine.pay(SHOP, payment("cart-1"), key("key-1"));
            await().until(() -> silent.orders().size() == 1);
        }
        assertThat(refused(waiting).refusal().code()).isEqualTo(Refusal.Code.INTERNAL);
        assertThat(silent.inquiries()).isEmpty();

        ScriptedProcessor asked = ScriptedProcessor.silent();
        try (PaymentEngine engine = start(Journals.embedded(directory), asked)) {
            await().until(() -> asked.inquiries().contains(CART + "-1"));
            await().until(() -> status(engine) == IntentStatus.SUCCEEDED);

            assertThat(pay(engine, "cart-1", "key-1"))
                    .isEqualTo(new PaymentResult.Answered(
                            answered(engine.find(SHOP, CART)).intent(), Stage.CREATED, true));
            assertThat(asked.orders()).isEmpty();
            assertThat(asked.inquiries()).containsExactly(CART + "-1");
        }
    }

    @Test
    void tellsAHurriedCallerThatThePaymentIsPending() {
        ScriptedProcessor silent = ScriptedProcessor.silent();
        try (PaymentEngine engine = start(Journals.inMemory(), silent)) {
            engine.pay(SHOP, hurriedPayment("cart-1"), key("key-1"));
            await().until(() -> silent.orders().size() == 1);

            PaymentResult.Answered pending = answered(engine.pay(SHOP, hurriedPayment("cart-1"), key("key-1")));

            assertThat(pending.stage()).isEqualTo(Stage.PENDING);
            assertThat(pending.intent().snapshot().statusReason()).isEqualTo("processing");
            assertThat(silent.orders()).hasSize(1);
        }
    }

    @Test
    void runsAKeyAgainWhoseAttemptHadNoEffect() {
        ScriptedProcessor closed = ScriptedProcessor.answering(new AttemptOutcome.NotProcessed("closed"));
        try (PaymentEngine engine = start(Journals.embedded(directory), closed)) {
            PaymentResult.Answered first = pay(engine, "cart-1", "key-1");
            assertThat(first.stage()).isEqualTo(Stage.SETTLED);
            assertThat(first.intent().snapshot().statusReason()).isEqualTo("error_before_processing");
        }

        ScriptedProcessor open = ScriptedProcessor.approving();
        try (PaymentEngine engine = start(Journals.embedded(directory), open)) {
            PaymentResult.Answered again = pay(engine, "cart-1", "key-1");

            assertThat(again.stage()).isEqualTo(Stage.CREATED);
            assertThat(again.replayed()).isFalse();
            assertThat(open.orders()).extracting(Order::downstreamReference).containsExactly(CART + "-2");
        }
    }

    @Test
    void refusesAKeyThatPaidAnotherReference() {
        ScriptedProcessor processor = ScriptedProcessor.approving();
        try (PaymentEngine engine = start(Journals.embedded(directory), processor)) {
            pay(engine, "cart-1", "key-1");

            Refusal refusal =
                    refused(engine.pay(SHOP, payment("cart-2"), key("key-1"))).refusal();

            assertThat(refusal.code()).isEqualTo(Refusal.Code.IDEMPOTENCY_KEY_REUSED);
            assertThat(refusal.mismatchedFields()).containsExactly("reference_id");
            assertThat(processor.orders()).hasSize(1);
            assertThat(refused(engine.find(SHOP, IntentId.ofReference(SHOP, "cart-2")))
                            .refusal()
                            .code())
                    .isEqualTo(Refusal.Code.NOT_FOUND);
        }
    }

    @Test
    void showsNothingToAnotherTenant() {
        try (PaymentEngine engine = start(Journals.inMemory(), ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");
            Tenant other = Tenant.test("other");

            assertThat(refused(engine.find(other, CART)).refusal().code()).isEqualTo(Refusal.Code.NOT_FOUND);
            assertThat(result(engine.events(other, CART))).isInstanceOf(Listing.Refused.class);
            assertThat(found(engine.events(SHOP, CART))).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesEveryRequestAfterItWasClosed(boolean stored) {
        PaymentEngine engine =
                start(stored ? Journals.embedded(directory) : Journals.inMemory(), ScriptedProcessor.approving());
        pay(engine, "cart-1", "key-1");
        engine.close();

        List<CompletionStage<PaymentResult>> late = List.of(
                engine.pay(SHOP, payment("cart-2"), key("key-2")),
                engine.pay(SHOP, payment("cart-1"), key("key-1")),
                engine.create(SHOP, cart("cart-3"), null),
                engine.find(SHOP, CART));

        assertThat(engine.isReady()).isFalse();
        assertThat(late)
                .allSatisfy(stage -> assertThat(refused(stage).refusal().code()).isEqualTo(Refusal.Code.OVERLOADED));
        engine.close();
    }

    private static IntentStatus status(PaymentEngine engine) {
        return answered(engine.find(SHOP, CART)).intent().status();
    }
}
