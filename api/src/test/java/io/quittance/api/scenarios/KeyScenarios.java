package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTheSameAnswer;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an idempotency key promises, rule by rule of {@code api.md}. */
interface KeyScenarios extends Scenarios {

    @Test
    default void aPaidReferenceIsNotPaidAgainUnderANewKey() {
        Purchase cart = Purchase.of("cart-1", 1250);
        Reply paid = face().pay("key-1", cart);
        Reply second = face().pay("key-2", cart.with(Card.OTHER_GOOD));

        isTold(second, 200, "succeeded");
        assertThat(second.id()).isEqualTo(paid.id());
        assertThat(second.replayed()).isFalse();
        assertThat(second.attempts()).hasSize(1);
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void aKeyThatFoundThePaidIntentReplaysItsBytesAfterLaterChanges() {
        Purchase cart = Purchase.of("cart-1", 1250);
        Reply first = face().pay("key-1", cart);
        Reply second = face().pay("key-2", cart);
        Reply third = face().pay("key-3", cart);

        assertThat(List.of(first.body(), second.body(), third.body())).doesNotHaveDuplicates();
        isTheSameAnswer(face().pay("key-2", cart), second);
        isTheSameAnswer(face().pay("key-1", cart), first);
        isTheSameAnswer(face().pay("key-3", cart), third);
    }

    @Test
    default void replaysHaveTheSameBytesAfterARestart() {
        Purchase paid = Purchase.of("cart-1", 1250).described("two chairs", Map.of("room", "kitchen", "aisle", "9"));
        Purchase declined = Purchase.of("cart-2", 1251);
        Purchase opened = Purchase.of(null, 900);
        Reply firstPaid = face().pay("key-1", paid);
        Reply firstFound = face().pay("key-2", paid);
        Reply firstDeclined = face().pay("key-3", declined);
        Reply firstOpened = face().create("key-4", opened);
        Reply firstAttempt = face().attempt("key-5", firstOpened.id(), Card.GOOD);

        face().restart();

        isTheSameAnswer(face().pay("key-1", paid), firstPaid);
        isTheSameAnswer(face().pay("key-2", paid), firstFound);
        isTheSameAnswer(face().pay("key-3", declined), firstDeclined);
        isTheSameAnswer(face().create("key-4", opened), firstOpened);
        isTheSameAnswer(face().attempt("key-5", firstOpened.id(), Card.GOOD), firstAttempt);
        assertThat(face().ledger().entries()).isEqualTo(3);
    }

    @Test
    default void aKeyThatPaidOneReferencePaysNoOther() {
        face().pay("key-1", Purchase.of("cart-1", 1250));
        Reply other = face().pay("key-1", Purchase.of("cart-2", 1250));

        isRefused(other, 422, "idempotency_key_reused");
        assertThat(other.mismatchedFields()).containsExactly("reference_id");
        assertThat(face().ledger().entries()).isEqualTo(1);
        isTold(face().pay("key-2", Purchase.of("cart-2", 1250)), 201, "succeeded");
    }

    @Test
    default void aKeyThatPaidOneReferencePaysNoOtherAfterARestart() {
        face().pay("key-1", Purchase.of("cart-1", 1250));
        face().restart();

        isRefused(face().pay("key-1", Purchase.of("cart-2", 1250)), 422, "idempotency_key_reused");
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void oneKeyOverTwoReferencesFromFiftyThreadsChargesOnce() {
        List<Reply> replies = Crowd.atOnce(50, caller -> face().pay("key-1", Purchase.of("cart-" + caller % 2, 1250)));

        Map<Integer, List<Reply>> byStatus = replies.stream().collect(Collectors.groupingBy(Reply::status));
        assertThat(byStatus).containsOnlyKeys(201, 422);
        assertThat(byStatus.get(201))
                .hasSize(25)
                .extracting(Reply::body)
                .containsOnly(byStatus.get(201).get(0).body());
        assertThat(byStatus.get(422)).hasSize(25).allSatisfy(reply -> {
            isRefused(reply, 422, "idempotency_key_reused");
            assertThat(reply.mismatchedFields()).containsExactly("reference_id");
        });
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void aKeyWithoutAReferenceNamesTheIntentItself() {
        Reply first = face().pay("key-1", Purchase.of(null, 1250));
        Reply again = face().pay("key-1", Purchase.of(null, 1250));
        Reply other = face().pay("key-2", Purchase.of(null, 1250));

        isTold(first, 201, "succeeded");
        isTheSameAnswer(again, first);
        isTold(other, 201, "succeeded");
        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(face().ledger().entries()).isEqualTo(2);
    }

    /** One key never pays two intents, in whichever order it comes with a reference and without. */
    @Test
    default void aKeyIsForOneIntentWithAReferenceAndWithout() {
        isTold(face().pay("key-1", Purchase.of("cart-1", 1250)), 201, "succeeded");
        isTold(face().pay("key-2", Purchase.of(null, 1250)), 201, "succeeded");

        assertThat(face().pay("key-1", Purchase.of(null, 1250)).status()).isEqualTo(422);
        assertThat(face().pay("key-2", Purchase.of("cart-2", 1250)).status()).isEqualTo(422);
        assertThat(face().ledger().entries()).isEqualTo(2);
    }

    @Test
    default void oneCurrencyInTwoSpellingsIsOneRequestAndTheCardCodeIsNoPartOfIt() {
        Reply first = face().pay("key-1", Purchase.of("cart-1", 1250).in("978"));
        Reply again = face().pay(
                        "key-1",
                        Purchase.of("cart-1", 1250)
                                .in("EUR")
                                .with(Card.GOOD.mistyped())
                                .waiting(7));

        isTold(first, 201, "succeeded");
        assertThat(first.intent().path("currency").asText()).isEqualTo("EUR");
        isTheSameAnswer(again, first);
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void aRepeatedAttemptIsReplayedAndNeverMeetsAlreadySucceeded() {
        Reply intent = face().create(null, Purchase.of("cart-1", 1250));
        Reply paid = face().attempt("key-1", intent.id(), Card.GOOD);

        isTheSameAnswer(face().attempt("key-1", intent.id(), Card.GOOD), paid);
        Reply other = face().attempt("key-2", intent.id(), Card.OTHER_GOOD);
        isRefused(other, 409, "already_succeeded");
        assertThat(other.standing()).isEqualTo("succeeded");
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void anAttemptUnderTheShopsOwnNameIsMadeOnceWhateverItsKey() {
        Reply intent = face().create(null, Purchase.of("cart-1", 1250));
        Try named = Try.with(Card.DECLINED).named("till-7");
        Reply declined = face().attempt("key-1", intent.id(), named);
        Reply again = face().attempt("key-2", intent.id(), named);

        isTold(declined, 200, "failed");
        isTold(again, 200, "failed");
        assertThat(again.attempts()).containsExactly("till-7 declined");
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    /** Goal: a key that asked for the attempt under way has the attempt's answer, and has it for ever. */
    @Test
    default void aFurtherKeyOfTheAttemptUnderWaySharesItsAnswerAlsoAfterARestart() {
        face().restart(Conditions.of("latency=1500"));
        Reply intent = face().create(null, Purchase.of("cart-1", 1250));
        Try named = Try.with(Card.GOOD).named("till-7");

        List<Reply> replies = Crowd.atOnce(2, caller -> face().attempt("key-" + caller, intent.id(), named));

        assertThat(replies).allSatisfy(reply -> isTold(reply, 200, "succeeded"));
        assertThat(replies.get(0).body()).isEqualTo(replies.get(1).body());
        assertThat(face().events(intent.id()))
                .containsOnlyOnce("intent.attempt_started.v1", "intent.request_joined.v1");
        assertThat(face().ledger().entries()).isEqualTo(1);
        face().restart();
        isTheSameAnswer(face().attempt("key-0", intent.id(), named), replies.get(0));
        isTheSameAnswer(face().attempt("key-1", intent.id(), named), replies.get(1));
        isRefused(face().attempt("key-1", intent.id(), Try.with(Card.OTHER_GOOD)), 422, "idempotency_key_reused");
    }

    @Test
    default void aRefusedRequestLeavesItsKeyFree() {
        isRefused(face().pay("key-1", Purchase.of("cart-1", 0)), 400, "validation");

        isTold(face().pay("key-1", Purchase.of("cart-1", 1250)), 201, "succeeded");
    }
}
