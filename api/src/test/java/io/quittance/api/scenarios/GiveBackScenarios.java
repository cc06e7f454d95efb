package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.Capability;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money that goes back: voids, refunds, cancel and reverse; what has gone back is read at the acquirer. */
interface GiveBackScenarios extends Scenarios {

    @Test
    default void t7_beforeSettlementItIsVoidedAndAfterItRefunded() {
        Reply paid = face().pay("key-1", Purchase.of("cart-7", 1250));
        Reply voided = face().operate("key-2", paid.id(), Act.VOID.of(250));
        isTold(voided, 200, "succeeded");
        assertThat(voided.amount("captured")).isEqualTo(1000);
        assertThat(voided.amount("voidable")).isEqualTo(1000);

        face().settle(paid.id());
        isRefused(face().operate("key-3", paid.id(), Act.VOID.of(1)), 409, "amount_exceeds_voidable");
        Reply refunded = face().operate("key-4", paid.id(), Act.REFUND);
        isTold(refunded, 200, "succeeded");
        assertThat(refunded.operations()).containsExactly("void 250 succeeded", "refund 1000 succeeded");
        assertThat(refunded.amount("refundable")).isZero();
        assertThat(face().ledger().takenAmounts().getOrDefault("EUR", 0L)).isZero();
    }

    @Test
    default void t7_reverseChoosesByWhatIsSettledAndSaysWhich() {
        Reply fresh = face().pay("key-1", Purchase.of("cart-7", 1250));
        Reply settled = face().pay("key-1b", Purchase.of("cart-7b", 1350));
        assertThat(face().operate("key-2", fresh.id(), Act.REVERSE).operations())
                .containsExactly("void 1250 succeeded");
        face().settle(settled.id());
        assertThat(face().operate("key-3", settled.id(), Act.REVERSE).operations())
                .containsExactly("refund 1350 succeeded");
        assertThat(face().ledger().takenAmounts().getOrDefault("EUR", 0L)).isZero();
    }

    @Test
    default void t7_cancelReleasesWhatIsHeldAndRefersWhatIsPaidToReverse() {
        Reply held = held("cart-7", 1250);
        Reply paid = face().pay("key-2", Purchase.of("cart-7b", 1250));

        Reply canceled = face().operate("key-3", held.id(), Act.CANCEL);
        isTold(canceled, 200, "failed");
        assertThat(canceled.reason()).isEqualTo("canceled");
        assertThat(canceled.operations()).containsExactly("void 1250 succeeded");
        isRefused(face().operate("key-3", paid.id(), Act.CANCEL), 409, "already_succeeded");
        face().settle(paid.id());
        isRefused(face().operate("key-4", paid.id(), Act.CANCEL), 409, "already_succeeded");
        assertThat(face().ledger().operations()).containsEntry("void", 1L).doesNotContainKey("refund");
    }

    @Test
    default void t12_aRefundIsNotFoundWhereNoneIsOfferedAndNothingIsSent() {
        face().restart(Conditions.without(Capability.REFUND));
        Reply paid = face().pay("key-1", Purchase.of("cart-12", 1250));
        List<String> events = face().events(paid.id());

        Reply refused = face().operate("key-2", paid.id(), Act.REFUND);
        isRefused(refused, 404, "not_supported");
        assertThat(refused.tree().at("/result/code").asText()).isEqualTo("700.400.580");
        isRefused(face().operate("key-2", paid.id(), Act.REFUND.of(100)), 404, "not_supported");
        assertThat(face().events(paid.id())).isEqualTo(events);
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void t12_nothingIsDoneWithAnIntentThatIsUnknown() {
        for (Act act : List.of(Act.CAPTURE, Act.VOID, Act.REFUND, Act.CANCEL, Act.REVERSE)) {
            isRefused(face().operate("key-1", SightScenarios.UNKNOWN, act), 404, "not_found");
        }
        isRefused(face().resolve(SightScenarios.UNKNOWN, "approved", "report", "seen"), 404, "not_found");
        assertThat(face().ledger().entries()).isZero();
    }

    @Test
    default void whatTheAcquirerDoesNotOfferIsNotSupported() {
        face().restart(Conditions.without(
                Capability.VOID, Capability.PARTIAL_REFUND, Capability.REFUND_BEFORE_SETTLEMENT));
        Reply held = held("cart-1", 1250);
        Reply paid = face().pay("key-2", Purchase.of("cart-2", 1250));

        isRefused(face().operate("key-3", held.id(), Act.VOID), 404, "not_supported");
        isRefused(face().operate("key-3", held.id(), Act.CANCEL), 404, "not_supported");
        isRefused(face().operate("key-3", held.id(), Act.REVERSE), 404, "not_supported");
        isRefused(face().operate("key-3", paid.id(), Act.REFUND), 404, "not_supported");
        isRefused(face().operate("key-3", paid.id(), Act.REVERSE), 404, "not_supported");
        face().settle(paid.id());
        isRefused(face().operate("key-4", paid.id(), Act.REFUND.of(1)), 404, "not_supported");
        assertThat(face().ledger().operations().keySet()).isSubsetOf("settlement");
        isTold(face().operate("key-4", paid.id(), Act.REFUND), 200, "succeeded");
    }

    @Test
    default void aHoldIsVoidedInPartAndThenEntirelyWhichClosesTheIntent() {
        Reply held = held("cart-1", 1250);

        Reply part = face().operate("key-2", held.id(), Act.VOID.of(250));
        isTold(part, 200, "pending");
        assertThat(part.reason()).isEqualTo("requires_capture");
        assertThat(part.amount("voidable")).isEqualTo(1000);
        isRefused(face().operate("key-3", held.id(), Act.VOID.of(1001)), 409, "amount_exceeds_voidable");

        Reply all = face().operate("key-4", held.id(), Act.VOID);
        isTold(all, 200, "failed");
        assertThat(all.reason()).isEqualTo("canceled");
        assertThat(all.isSafeToRetry()).isFalse();
        assertThat(all.amount("voided")).isEqualTo(1250);
        isRefused(face().operate("key-5", held.id(), Act.CAPTURE), 409, "intent_closed");
        isRefused(face().attempt("key-6", held.id(), Card.GOOD), 409, "intent_closed");
        assertThat(face().ledger().takenAmounts()).isEmpty();
    }

    @Test
    default void refundsInPartsAddUpToWhatWasCapturedAndNoFurther() {
        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1250));

        face().operate("key-2", paid.id(), Act.REFUND.of(400));
        Reply second = face().operate("key-3", paid.id(), Act.REFUND.of(400));
        isTold(second, 200, "succeeded");
        assertThat(second.amount("refunded")).isEqualTo(800);
        assertThat(second.amount("refundable")).isEqualTo(450);
        Reply beyond = face().operate("key-4", paid.id(), Act.REFUND.of(452));

        isRefused(beyond, 409, "amount_exceeds_refundable");
        assertThat(beyond.tree().at("/result/code").asText()).isEqualTo("700.400.200");
        assertThat(face().operate("key-5", paid.id(), Act.REFUND).amount("refunded"))
                .isEqualTo(1250);
        assertThat(face().ledger().operations()).isEqualTo(Map.of("refund", 3L));
        assertThat(face().ledger().takenAmounts().getOrDefault("EUR", 0L)).isZero();
    }

    @Test
    default void anIntentWithoutAnAttemptIsCanceledAndCanceledAgain() {
        Reply open = face().create(null, Purchase.of("cart-1", 1250));

        Reply canceled = face().operate("key-1", open.id(), Act.CANCEL);
        Reply again = face().operate("key-2", open.id(), Act.CANCEL);

        isTold(canceled, 200, "failed");
        assertThat(canceled.reason()).isEqualTo("canceled");
        assertThat(canceled.isSafeToRetry()).isFalse();
        isTold(again, 200, "failed");
        assertThat(again.replayed()).isFalse();
        isRefused(face().attempt("key-3", open.id(), Card.GOOD), 409, "intent_closed");
        assertThat(face().ledger().entries()).isZero();
    }

    @Test
    default void anIntentThatWasDeclinedCanBeCanceled() {
        Reply declined = face().pay("key-1", Purchase.of("cart-1", 1250).with(Card.DECLINED));

        isTold(face().operate("key-2", declined.id(), Act.CANCEL), 200, "failed");
        isRefused(face().attempt("key-3", declined.id(), Card.GOOD), 409, "intent_closed");
    }
}
