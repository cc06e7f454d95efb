package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Money at a terminal after it was authorised: captured, voided, given back, and settled. */
interface TerminalMoneyScenarios extends AtTills {

    String SETTLED = "intent.settled.v1";

    @Test
    default void whatIsHeldAtATerminalIsTakenWhenItIsCaptured() {
        Reply held = heldAt(busyTill(), "cart-1");
        assertThat(taken()).isZero();

        isRefused(face().operate("key-2", held.id(), Act.CAPTURE.of(500)), 404, "not_supported");
        Reply captured = face().operate("key-3", held.id(), Act.CAPTURE);

        isTold(captured, 200, "succeeded");
        assertThat(captured.operations()).containsExactly("capture 1250 succeeded");
        assertThat(taken()).isEqualTo(1250);
    }

    @Test
    default void whatIsHeldAtATerminalIsReleasedByAVoidACancellationOrAReversal() {
        Till till = busyTill();

        for (Act act : List.of(Act.VOID, Act.CANCEL, Act.REVERSE)) {
            Reply held = heldAt(till, "cart-" + act);
            Reply released = face().operate("key-" + act, held.id(), act);
            isTold(released, 200, "failed");
            assertThat(released.operations()).containsExactly("void 1250 succeeded");
            assertThat(released.amount("voided")).isEqualTo(1250);
        }

        assertThat(taken()).isZero();
        assertThat(tills().busy().ledger())
                .extracting(made -> made.status())
                .containsOnly("VOIDED")
                .hasSize(3);
    }

    @Test
    default void whatWasTakenAtATerminalIsGivenBackInParts() {
        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1250).with(busyTill()));

        Reply part = face().operate("key-2", paid.id(), Act.REFUND.of(400));

        isTold(part, 200, "succeeded");
        assertThat(part.amount("refunded")).isEqualTo(400);
        assertThat(taken()).isEqualTo(850);
        isRefused(face().operate("key-3", paid.id(), Act.REFUND.of(851)), 409, "amount_exceeds_refundable");
        isRefused(face().operate("key-4", paid.id(), Act.VOID), 404, "not_supported");
        Reply rest = face().operate("key-5", paid.id(), Act.REVERSE);
        assertThat(rest.operations()).containsExactly("refund 400 succeeded", "refund 850 succeeded");
        assertThat(taken()).isZero();
    }

    @Test
    default void whatWasTakenAtATerminalIsReversedByAVoidWhileItIsNotSettled() {
        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1250).with(busyTill()));

        Reply reversed = face().operate("key-2", paid.id(), Act.REVERSE);

        assertThat(reversed.operations()).containsExactly("void 1250 succeeded");
        assertThat(taken()).isZero();
    }

    @Test
    default void aSettlementIsHeardByWhatWasTakenThereAndNotByAnythingElse() {
        Till till = busyTill();
        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1250).with(till));
        Reply held = heldAt(till, "cart-2");
        Reply voided = face().pay("key-3", Purchase.of("cart-3", 1250).with(till));
        face().operate("key-4", voided.id(), Act.VOID);
        Reply elsewhere = face().pay("key-5", Purchase.of("cart-4", 1250).with(till(tills().next())));

        assertThat(face().ask(till.terminal(), AtTerminal.SETTLE)).isEqualTo("settled");

        isSettled(paid);
        assertThat(face().news(paid.id())).endsWith("payment_intent.succeeded", "payment_intent.settled");
        assertThat(List.of(held, voided, elsewhere))
                .allSatisfy(other -> assertThat(face().events(other.id())).doesNotContain(SETTLED));
        isTold(face().operate("key-6", held.id(), Act.CAPTURE), 200, "succeeded");
    }

    @Test
    default void whatIsSettledIsRefundedAndNotVoided() {
        Till till = busyTill();
        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1250).with(till));
        face().ask(till.terminal(), AtTerminal.SETTLE);
        Reply settled = isSettled(paid);

        assertThat(settled.amount("voidable")).isZero();
        isRefused(face().operate("key-2", paid.id(), Act.VOID), 409, "amount_exceeds_voidable");
        Reply reversed = face().operate("key-3", paid.id(), Act.REVERSE);
        assertThat(reversed.operations()).containsExactly("refund 1250 succeeded");
        assertThat(taken()).isZero();
    }

    /** Goal: nothing stays unsettled for ever. Method: the device settles by itself, and a void finds out first. */
    @Test
    default void aVoidOfWhatTheTerminalHasSettledIsDeclinedAndARefundWorks() {
        Till till = busyTill();
        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1250).with(till));
        Rpc.at(tills().busy()).settle();

        Reply declined = face().operate("key-2", paid.id(), Act.VOID);

        assertThat(declined.operations()).containsExactly("void 1250 declined");
        assertThat(declined.amount("captured")).isEqualTo(1250);
        Reply reversed = face().operate("key-3", paid.id(), Act.REVERSE);
        assertThat(reversed.operations()).containsExactly("void 1250 declined", "refund 1250 succeeded");
        assertThat(taken()).isZero();
    }

    /** Goal: no settlement is lost. Method: the engine ends before it has asked about all; then comes the next one. */
    @Test
    default void whatAProcessLeftUnaskedIsSettledWithTheNextSettlement() {
        Till till = busyTill();
        List<Reply> paid = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            paid.add(face().pay("key-" + i, Purchase.of("cart-" + i, 1250).with(till)));
        }
        face().ask(till.terminal(), AtTerminal.SETTLE);
        face().restart();
        assertThat(paid)
                .as("more are left than are asked about at once")
                .anySatisfy(left -> assertThat(face().events(left.id())).doesNotContain(SETTLED));

        await().atMost(PATIENCE)
                .until(() -> face().ask(till.terminal(), AtTerminal.SETTLE).equals("settled"));

        assertThat(paid).allSatisfy(this::isSettled);
        Map<String, Long> told = paid.stream()
                .collect(Collectors.toMap(Reply::id, one -> face().events(one.id()).stream()
                        .filter(SETTLED::equals)
                        .count()));
        assertThat(told.values()).containsOnly(1L);
    }

    private Reply isSettled(Reply paid) {
        await().atMost(PATIENCE).until(() -> face().events(paid.id()).contains(SETTLED));
        Reply settled = face().find(paid.id());
        assertThat(settled.intent().path("settled_at").asText()).startsWith("20");
        return settled;
    }

    private Reply heldAt(Till till, String cart) {
        Reply held =
                face().pay("hold-" + cart, Purchase.of(cart, 1250).with(till).held());
        isTold(held, 201, "pending");
        assertThat(held.reason()).isEqualTo("requires_capture");
        return held;
    }

    /** What the payers at the busy device are short of. */
    private long taken() {
        return tills().busy().ledger().stream().mapToLong(made -> made.taken()).sum();
    }
}
