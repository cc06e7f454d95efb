package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTheSameAnswer;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scenarios of the systems that Quittance unites, by their numbers; what is charged is read at the acquirer. */
interface PaymentScenarios extends Scenarios {

    @Test
    default void t16_afterADeclineAFurtherAttemptOnTheSameIntentSucceeds() {
        Reply created = face().create(null, Purchase.of("cart-16", 1250));
        Reply declined = face().attempt("key-1", created.id(), Card.DECLINED);
        Reply paid = face().attempt("key-2", created.id(), Card.GOOD);

        isTold(declined, 200, "failed");
        assertThat(declined.reason()).isEqualTo("declined");
        assertThat(declined.isSafeToRetry()).isTrue();
        assertThat(declined.intent().at("/last_failure/decline_code").asText()).isEqualTo("do_not_honor");
        isTold(paid, 200, "succeeded");
        assertThat(paid.id()).isEqualTo(created.id());
        assertThat(paid.attempts()).containsExactly("cart-16-1 declined", "cart-16-2 succeeded");
        assertThat(paid.intent().at("/amount_captured").asLong()).isEqualTo(1250);
        assertThat(face().ledger().approved()).isEqualTo(1);
    }

    @Test
    default void t16_aDeclineOfTheCallThatMadeTheIntentIsAnAnswerToo() {
        Reply declined = face().pay("key-1", Purchase.of("cart-16", 1251));

        isTold(declined, 201, "failed");
        assertThat(declined.intent().at("/last_failure/decline_code").asText()).isEqualTo("insufficient_funds");
        isTheSameAnswer(face().pay("key-1", Purchase.of("cart-16", 1251)), declined);
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void t17_anAttemptThatProvablyNeverTookEffectLeavesTheIntentOpen() {
        Reply reply = face().pay("key-1", Purchase.of("cart-17", 1291));

        isTold(reply, 200, "created");
        assertThat(reply.reason()).isEqualTo("error_before_processing");
        assertThat(reply.isSafeToRetry()).isTrue();
        assertThat(reply.attempts()).containsExactly("cart-17-1 not_processed");
        assertThat(face().ledger().approved()).isZero();
    }

    @Test
    default void t17_aNewAttemptIsAllowedAlsoWithTheSameKey() {
        face().pay("key-1", Purchase.of("cart-17", 1291));
        Reply sameKey = face().pay("key-1", Purchase.of("cart-17", 1291));
        Reply otherKey = face().attempt("key-2", sameKey.id(), Card.GOOD);

        isTold(sameKey, 200, "created");
        assertThat(sameKey.replayed()).isFalse();
        assertThat(otherKey.attempts())
                .containsExactly("cart-17-1 not_processed", "cart-17-2 not_processed", "cart-17-3 not_processed");
        assertThat(face().ledger().notProcessed()).isEqualTo(3);
        assertThat(face().ledger().receivedMoreThanOnce())
                .as("one downstream reference each")
                .isEmpty();
    }

    @Test
    default void t18_anUnknownOutcomeBlocksOtherAttemptsUntilInquiryResolvesIt() {
        Purchase cart = Purchase.of("cart-18", 1268);
        Reply unknown = face().pay("key-1", cart);

        isTold(unknown, 202, "pending");
        assertThat(unknown.reason()).isEqualTo("in_doubt");
        assertThat(unknown.isSafeToRetry()).isFalse();
        Reply blocked = face().attempt("key-2", unknown.id(), Card.OTHER_GOOD);
        isRefused(blocked, 409, "attempt_in_doubt");
        assertThat(blocked.id()).isEqualTo(unknown.id());
        isTold(face().pay("key-1", cart), 202, "pending");

        isTold(resolved(unknown.id()), 200, "succeeded");
        Reply known = face().pay("key-1", cart);
        isTold(known, 201, "succeeded");
        isTheSameAnswer(face().pay("key-1", cart), known);
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void t18_aDoubtSurvivesARestartAndIsInquiredNotSentAgain() {
        Purchase cart = Purchase.of("cart-18", 1268);
        Reply unknown = face().pay("key-1", cart);
        face().restart();

        isTold(resolved(unknown.id()), 200, "succeeded");
        isTold(face().pay("key-1", cart), 201, "succeeded");
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void t19_aSecondIntentForTheSameReferenceIsTheFirst() {
        Reply first = face().create("key-1", Purchase.of("cart-19", 1250));
        Reply withKey = face().create("key-2", Purchase.of("cart-19", 1250));
        Reply withoutKey = face().create(null, Purchase.of("cart-19", 1250));

        isTold(first, 201, "created");
        assertThat(first.isSafeToRetry()).isTrue();
        isTold(withKey, 200, "created");
        isTold(withoutKey, 200, "created");
        assertThat(List.of(withKey.id(), withoutKey.id())).containsOnly(first.id());
        isTheSameAnswer(face().create("key-1", Purchase.of("cart-19", 1250)), first);
    }

    @Test
    default void t19_anotherAmountForTheSameReferenceIsRefusedAndTheIntentShown() {
        Reply first = face().create(null, Purchase.of("cart-19", 1250));

        List<Reply> refusals = List.of(
                face().create(null, Purchase.of("cart-19", 1350)),
                face().create("key-1", Purchase.of("cart-19", 1250).in("USD")),
                face().pay("key-2", Purchase.of("cart-19", 1350)));

        assertThat(refusals).allSatisfy(refusal -> isRefused(refusal, 409, "reference_already_used"));
        assertThat(refusals).extracting(Reply::id).containsOnly(first.id());
        assertThat(refusals)
                .extracting(refusal -> refusal.intent().at("/amount").asLong())
                .containsOnly(1250L);
        assertThat(face().events(first.id())).hasSize(1);
        assertThat(face().ledger().entries()).isZero();
    }

    @Test
    default void t21_theStandardCardPays() {
        Reply paid = face().pay("key-1", Purchase.of("cart-21", 1250).with(Card.GOOD));

        isTold(paid, 201, "succeeded");
        assertThat(paid.reason()).isEmpty();
        assertThat(paid.isSafeToRetry()).isFalse();
        assertThat(paid.attempts()).containsExactly("cart-21-1 succeeded");
        assertThat(face().ledger().approvedAmounts()).containsExactly(Map.entry("EUR", 1250L));
    }

    @Test
    default void t22_afterADeclineTheSameReferenceIsPaidWithAGoodCardAndANewKey() {
        Reply declined = face().pay("key-1", Purchase.of("cart-22", 1250).with(Card.DECLINED));
        Reply paid = face().pay("key-2", Purchase.of("cart-22", 1250).with(Card.GOOD));

        isTold(declined, 201, "failed");
        isTold(paid, 200, "succeeded");
        assertThat(paid.id()).isEqualTo(declined.id());
        assertThat(paid.attempts()).containsExactly("cart-22-1 declined", "cart-22-2 succeeded");
        isTheSameAnswer(face().pay("key-1", Purchase.of("cart-22", 1250).with(Card.DECLINED)), declined);
        assertThat(face().ledger().approved()).isEqualTo(1);
    }

    @Test
    default void t22_theDeclinedCardsKeyDoesNotPayWithAnotherCard() {
        Reply declined = face().pay("key-1", Purchase.of("cart-22", 1250).with(Card.DECLINED));
        Reply reused = face().pay("key-1", Purchase.of("cart-22", 1250).with(Card.GOOD));

        isRefused(reused, 422, "idempotency_key_reused");
        assertThat(reused.mismatchedFields()).containsExactly("payment_method");
        assertThat(face().find(declined.id()).standing()).isEqualTo("failed");
        assertThat(face().ledger().approved()).isZero();
    }
}
