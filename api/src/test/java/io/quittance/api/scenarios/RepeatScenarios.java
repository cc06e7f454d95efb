package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTheSameAnswer;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request that is sent again, because something was lost, by the numbers of the systems that Quittance unites. */
interface RepeatScenarios extends Scenarios {

    @Test
    default void t1_aSaleWhoseAnswerTheShopLostIsAuthorisedOnce() {
        Purchase cart = Purchase.of("cart-1", 1250);
        Reply lost = face().pay("key-1", cart);
        Reply again = face().pay("key-1", cart);

        isTold(again, 201, "succeeded");
        isTheSameAnswer(again, lost);
        assertThat(face().ledger().approved()).isEqualTo(1);
        assertThat(face().ledger().receivedMoreThanOnce()).isEmpty();
    }

    @Test
    default void t1_aSaleWhoseAnswerTheAcquirerLostIsAuthorisedOnce() {
        face().restart(Conditions.of("drop_response=1"));
        Purchase cart = Purchase.of("cart-1", 1250);
        Reply unknown = face().pay("key-1", cart.waiting(1));
        isTold(unknown, 202, "pending");

        isTold(resolved(unknown.id()), 200, "succeeded");
        Reply again = face().pay("key-1", cart);
        isTold(again, 201, "succeeded");
        isTheSameAnswer(face().pay("key-1", cart), again);
        assertThat(face().ledger().approved()).isEqualTo(1);
        assertThat(face().ledger().receivedMoreThanOnce()).isEmpty();
    }

    @Test
    default void t2_aSaleThatWasLostBeforeItWasProcessedIsProcessedOnce() {
        Purchase cart = Purchase.of("cart-2", 1250);
        face().takeNothing();
        isRefused(face().pay("key-1", cart), 503, "overloaded");
        assertThat(face().ledger().entries()).isZero();

        face().restart();
        Reply processed = face().pay("key-1", cart);
        isTold(processed, 201, "succeeded");
        assertThat(processed.replayed()).isFalse();
        isTheSameAnswer(face().pay("key-1", cart), processed);
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void t3_aShopThatDidNotKeepTheAnswerGetsItAgainForEver() {
        Purchase cart = Purchase.of("cart-3", 1250).described("two chairs", Map.of("room", "kitchen"));
        Reply notKept = face().pay("key-1", cart);
        face().pay("key-2", cart);

        isTheSameAnswer(face().pay("key-1", cart), notKept);
        face().restart();
        isTheSameAnswer(face().pay("key-1", cart), notKept);
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void t14_theSameSaleUnderAnotherKeyHasNoSecondEffect() {
        Purchase cart = Purchase.of("cart-14", 1250);
        Reply first = face().pay("key-1", cart);
        List<Reply> duplicates = List.of(face().pay("key-2", cart), face().pay("key-3", cart.with(Card.OTHER_GOOD)));

        assertThat(duplicates).allSatisfy(duplicate -> {
            isTold(duplicate, 200, "succeeded");
            assertThat(duplicate.id()).isEqualTo(first.id());
            assertThat(duplicate.attempts()).containsExactly("cart-14-1 succeeded");
        });
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void t14_anIncompleteSaleIsToldWhatItLacksAndLeavesItsKeyFree() {
        Purchase incomplete = Purchase.of("cart-14", 1250).in(null).with(Card.WITHOUT_NUMBER);
        Reply refused = face().pay("key-1", incomplete);

        isRefused(refused, 400, "validation");
        assertThat(refused.faults())
                .containsExactlyInAnyOrder("/currency required", "/payment_method/card/number required");
        isTold(face().pay("key-1", Purchase.of("cart-14", 1250)), 201, "succeeded");
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void t15_theSameKeyTwiceGetsTheSameAnswerAndOneCharge() {
        Reply first = face().pay("key-1", Purchase.of("cart-15", 1250));
        Reply second = face().pay("key-1", Purchase.of("cart-15", 1250));

        isTold(first, 201, "succeeded");
        assertThat(first.replayed()).isFalse();
        isTheSameAnswer(second, first);
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void t15_theSameKeyWithAChangedBodyChangesNothing() {
        Purchase cart = Purchase.of("cart-15", 1250).described("two chairs", Map.of());
        Reply first = face().pay("key-1", cart);
        List<String> events = face().events(first.id());

        Reply changed = face().pay("key-1", cart.costing(2250).described("three chairs", Map.of()));

        isRefused(changed, 422, "idempotency_key_reused");
        assertThat(changed.mismatchedFields()).containsExactly("amount", "description");
        assertThat(face().events(first.id())).isEqualTo(events);
        assertThat(face().ledger().entries()).isEqualTo(1);
        isTheSameAnswer(face().pay("key-1", cart), first);
    }

    @Test
    default void t15_twoAtOnceHaveOneEffect() {
        face().restart(Conditions.of("latency=300"));

        List<Reply> replies = Crowd.atOnce(2, caller -> face().pay("key-1", Purchase.of("cart-15", 1250)));

        assertThat(replies).allSatisfy(reply -> isTold(reply, 201, "succeeded"));
        assertThat(replies).extracting(Reply::body).containsOnly(replies.get(0).body());
        assertThat(replies).extracting(Reply::replayed).containsExactlyInAnyOrder(true, false);
        assertThat(face().ledger().entries()).isEqualTo(1);
    }
}
