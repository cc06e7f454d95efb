package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isTheSameAnswer;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.terminals.Tills;
import io.quittance.terminal.simulator.Button;
import io.quittance.terminal.simulator.Fault;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whatever happens between a terminal and the engine: who was charged is found out, and nobody is charged twice. */
interface TerminalMishapScenarios extends AtTills {

    @Test
    default void t36_afterALostConnectionTheLookUpTellsAndNothingIsChargedTwice() {
        Purchase cart = Purchase.of("cart-1", 1250).with(busyTill());
        tills().busy().inject(Fault.DROP_AFTER);

        Reply doubt = face().pay("key-1", cart);

        isTold(doubt, 202, "pending");
        assertThat(doubt.reason()).isEqualTo("in_doubt");
        assertThat(doubt.isSafeToRetry()).isFalse();
        isTold(ended(doubt.id()), 200, "succeeded");
        Reply told = face().pay("key-1", cart);
        isTold(told, 201, "succeeded");
        isTheSameAnswer(face().pay("key-1", cart), told);
        assertThat(tills().busy().timesTaken(told.attemptReference())).isEqualTo(1);
        assertThat(tills().busy().ledger()).hasSize(1);
    }

    /** Goal: a reference that was used is never charged again. Method: the device knows it before we send it. */
    @Test
    default void t37_aUsedReferenceIsLookedUp() {
        Reply open = face().create(null, Purchase.of("cart-1", 1250));
        Rpc.at(tills().busy()).sell(open.id() + "-1", 1250).join();

        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1250).with(busyTill()));

        isTold(paid, 200, "succeeded");
        assertThat(paid.attempts()).containsExactly("cart-1-1 succeeded");
        assertThat(tills().busy().timesTaken(open.id() + "-1")).isEqualTo(1);
        assertThat(tills().busy().ledger()).hasSize(1);
    }

    /** A reference that was used for other money is no payment of ours; only a person can tell what it is. */
    @Test
    default void aUsedReferenceOfOtherMoneyIsNoChargeOfOurs() {
        Reply open = face().create(null, Purchase.of("cart-1", 1250));
        Rpc.at(tills().busy()).sell(open.id() + "-1", 990).join();

        Reply doubt = face().pay("key-1", Purchase.of("cart-1", 1250).with(busyTill()));

        isTold(doubt, 202, "pending");
        assertThat(doubt.reason()).isEqualTo("in_doubt");
        isTold(face().resolve(doubt.id(), "not_processed", "the slip", "sold by hand"), 200, "created");
    }

    @Test
    default void t39_whileTheDeviceSellsForAnotherOurPayerWaitsForHisTurn() {
        Till till = tillByHand();
        var other = Rpc.at(tills().byHand()).sell("another-till-1", 990);
        await().until(() -> "another-till-1".equals(tills().byHand().look().referenceId()));
        Purchase cart = Purchase.of("cart-1", 1250).with(till);
        isTold(face().pay("key-1", cart.waiting(1)), 202, "pending");

        press(Button.TAP);
        assertThat(other.join().at("/result/result").asText()).isEqualTo("OK");
        Reply pending = standing("key-1", cart);
        press(Button.TAP);

        isTold(ended(pending.id()), 200, "succeeded");
        assertThat(tills().byHand().ledger()).extracting(made -> made.amount()).containsExactly(990L, 1250L);
    }

    /** Where there is room for one client only, and it is taken, nothing leaves. */
    @Test
    default void t39_whereAnotherHoldsTheOnlyConnectionNothingIsProcessed() {
        WebSocket other = Rpc.at(tills().byHand()).holdTheLine();
        Purchase cart = Purchase.of("cart-1", 1250).with(tillByHand());

        Reply refused = face().pay("key-1", cart);
        isTold(refused, 200, "created");
        assertThat(refused.isSafeToRetry()).isTrue();

        other.abort();
        Reply pending = await().atMost(PATIENCE)
                .until(() -> face().pay("key-1", cart.waiting(1)), reply -> reply.status() == 202);
        await().atMost(PATIENCE).until(() -> tills().byHand().look().referenceId() != null);
        press(Button.TAP);
        isTold(ended(pending.id()), 200, "succeeded");
        assertThat(tills().byHand().ledger()).hasSize(1);
    }

    /** Goal: a client that displaces ours does not lose the payment. Method: it comes while the payer is there. */
    @Test
    default void t39_whoIsDisplacedFindsOutWhatHisPayerDid() throws IOException {
        Till till = new Till(face().register(tills().byHand().tcp(), Tills.KEY));
        Reply pending = standing("key-1", Purchase.of("cart-1", 1250).with(till));
        URI port = tills().byHand().tcp();

        try (Socket other = new Socket(port.getHost(), port.getPort())) {
            assertThat(other.isConnected()).isTrue();
            await().atMost(PATIENCE)
                    .until(() -> face().find(pending.id()).reason().equals("in_doubt"));
            press(Button.TAP);
        }

        isTold(ended(pending.id()), 200, "succeeded");
        assertThat(tills().byHand().timesTaken(pending.id() + "-1")).isEqualTo(1);
        assertThat(tills().byHand().ledger()).hasSize(1);
    }

    @Test
    default void aDeviceThatStartsAnewBeforeItAskedTheHostHasChargedNobody() {
        Purchase cart = Purchase.of("cart-1", 1250).with(busyTill());
        tills().busy().inject(Fault.REBOOT_BEFORE_HOST);

        Reply doubt = face().pay("key-1", cart);
        isTold(doubt, 202, "pending");

        Reply resolved = ended(doubt.id());
        isTold(resolved, 200, "created");
        assertThat(resolved.reason()).isEqualTo("error_before_processing");
        assertThat(resolved.isSafeToRetry()).isTrue();
        Reply paid = face().pay("key-1", cart);
        isTold(paid, 201, "succeeded");
        assertThat(paid.attempts()).containsExactly("cart-1-1 not_processed", "cart-1-2 succeeded");
        assertThat(tills().busy().ledger()).hasSize(1);
    }

    @Test
    default void aDeviceThatStartsAnewAfterTheHostSaidYesHasChargedOnce() {
        Reply doubt = face().pay("key-1", Purchase.of("cart-1", 1214).with(busyTill()));
        isTold(doubt, 202, "pending");

        isTold(ended(doubt.id()), 200, "succeeded");
        assertThat(tills().busy().timesTaken(doubt.attemptReference())).isEqualTo(1);
    }

    @Test
    default void aPulledPlugIsFoundOutAndThePayerPaysAgain() {
        Purchase cart = Purchase.of("cart-1", 1250).with(tillByHand());
        Reply pending = standing("key-1", cart);

        tills().byHand().pullThePlug();

        isTold(ended(pending.id()), 200, "created");
        Reply again = standing("key-1", cart);
        press(Button.TAP);
        isTold(ended(again.id()), 200, "succeeded");
        assertThat(tills().byHand().ledger()).hasSize(1);
    }

    /** Goal: a restart sends nothing twice. Method: the payer stands at the device while the engine is started anew. */
    @Test
    default void aPayerWhoOutlivesTheEngineIsFoundOutByInquiry() {
        Purchase cart = Purchase.of("cart-1", 1250).with(tillByHand());
        Reply pending = standing("key-1", cart);

        face().restart();
        isTold(face().find(pending.id()), 200, "pending");
        press(Button.TAP);

        isTold(ended(pending.id()), 200, "succeeded");
        assertThat(face().find(pending.id()).attempts()).containsExactly("cart-1-1 succeeded");
        assertThat(tills().byHand().ledger()).hasSize(1);
        assertThat(face().events(pending.id()))
                .containsOnlyOnce("intent.attempt_started.v1")
                .endsWith("intent.attempt_approved.v1");
    }

    /** The same, and the payer is done before there is an engine again. */
    @Test
    default void whatWasPaidWhileThereWasNoEngineCounts() {
        Purchase cart = Purchase.of("cart-1", 1250).with(tillByHand());
        Reply pending = standing("key-1", cart);

        face().takeNothing();
        press(Button.TAP);
        face().restart();

        isTold(ended(pending.id()), 200, "succeeded");
        Reply told = face().pay("key-1", cart);
        isTold(told, 201, "succeeded");
        assertThat(tills().byHand().timesTaken(told.attemptReference())).isEqualTo(1);
    }

    @Test
    default void aRefundWhoseAnswerIsLostIsFoundOut() {
        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1250).with(busyTill()));
        tills().busy().inject(Fault.DROP_AFTER);

        Reply doubt = face().operate("key-2", paid.id(), Act.REFUND.of(400));
        isTold(doubt, 202, "succeeded");
        assertThat(doubt.reason()).isEqualTo("in_doubt");

        Reply resolved = await().atMost(PATIENCE)
                .until(() -> face().find(paid.id()), reply -> reply.reason().isEmpty());
        assertThat(resolved.operations()).containsExactly("refund 400 succeeded");
        assertThat(tills().busy().ledger()).hasSize(2);
    }

    @Test
    default void whoWaitsWhileTheConnectionIsLostIsToldThatItIsInDoubt() {
        Purchase cart = Purchase.of("cart-1", 1250).with(tillByHand());
        tills().byHand().inject(Fault.DROP_AFTER);
        standing("key-1", cart);
        CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> face().pay("key-1", cart.waiting(40)));

        press(Button.TAP);

        Reply told = waiting.join();
        assertThat(told.status()).as(told.body()).isIn(201, 202);
        isTold(ended(told.id()), 200, "succeeded");
        assertThat(tills().byHand().ledger()).hasSize(1);
    }
}
