package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** Payments that the payer has to confirm at his issuer (3-D Secure). */
interface ChallengeScenarios extends Scenarios {

    private Reply challenged(String key, Purchase purchase) {
        Reply asked = face().pay(key, purchase.with(Card.CHALLENGED));
        isTold(asked, 202, "pending");
        assertThat(asked.reason()).isEqualTo("requires_action");
        assertThat(asked.isSafeToRetry()).isFalse();
        assertThat(asked.attempts()).containsExactly(purchase.reference() + "-1 pending");
        assertThat(asked.intent().at("/next_action/url").asText()).startsWith("http");
        return asked;
    }

    private Reply ended(Reply asked) {
        await().until(() -> !face().find(asked.id()).standing().equals("pending"));
        return face().find(asked.id());
    }

    @Test
    default void t20_aChallengedCardIsAskedFirstAndPaysThen() {
        Reply asked = challenged("key-1", Purchase.of("cart-1", 1250));
        assertThat(face().ledger().takenAmounts()).isEmpty();

        face().confirm(asked, true);

        Reply paid = ended(asked);
        isTold(paid, 200, "succeeded");
        assertThat(paid.reason()).isEmpty();
        assertThat(paid.intent().path("next_action").isObject()).isFalse();
        assertThat(paid.amount("captured")).isEqualTo(1250);
        assertThat(face().events(asked.id()))
                .containsExactly(
                        "intent.created.v1",
                        "intent.attempt_started.v1",
                        "intent.attempt_action_required.v1",
                        "intent.attempt_approved.v1");
        assertThat(face().ledger().takenAmounts()).containsEntry("EUR", 1250L);
        assertThat(face().ledger().chargedMoreThanOnce()).isEmpty();
    }

    @Test
    default void aRepeatIsToldWhatThereIsToDoAndInTheEndTheOneAnswer() {
        Purchase purchase = Purchase.of("cart-1", 1250);
        Reply asked = challenged("key-1", purchase);

        Reply again = face().pay("key-1", purchase.with(Card.CHALLENGED));
        isTold(again, 202, "pending");
        assertThat(again.intent().path("next_action")).isEqualTo(asked.intent().path("next_action"));

        face().confirm(asked, true);
        ended(asked);
        Reply last = face().pay("key-1", purchase.with(Card.CHALLENGED));
        isTold(last, 201, "succeeded");
        assertThat(last.replayed()).isTrue();
        assertThat(face().ledger().receivedMoreThanOnce()).isEmpty();
    }

    @Test
    default void aPayerWhoRefusesIsNotChargedAndMayPayOtherwise() {
        Reply asked = challenged("key-1", Purchase.of("cart-1", 1250));

        face().confirm(asked, false);

        Reply refused = ended(asked);
        isTold(refused, 200, "failed");
        assertThat(refused.intent().at("/last_failure/decline_code").asText()).isEqualTo("canceled_by_payer");
        isTold(face().attempt("key-2", asked.id(), Card.GOOD), 200, "succeeded");
        assertThat(face().ledger().takenAmounts()).containsEntry("EUR", 1250L);
    }

    @Test
    default void whileThePayerIsAskedNoOtherAttemptStartsAndNothingIsCanceled() {
        Reply asked = challenged("key-1", Purchase.of("cart-1", 1250));

        isRefused(face().attempt("key-2", asked.id(), Card.GOOD), 409, "attempt_in_progress");
        isRefused(face().operate("key-3", asked.id(), Act.CANCEL), 409, "attempt_in_progress");
        isRefused(face().resolve(asked.id(), "not_processed", "line 1", "no doubt"), 409, "attempt_in_progress");
        assertThat(face().workList()).isEmpty();

        face().confirm(asked, true);
        isTold(ended(asked), 200, "succeeded");
    }

    /** Goal: a challenge outlives both processes. Method: both restart; the payer confirms at the new one. */
    @Test
    default void aChallengeOutlivesARestart() {
        Reply asked = challenged("key-1", Purchase.of("cart-1", 1250));
        face().restart();
        Reply found = face().find(asked.id());
        assertThat(found.reason()).isEqualTo("requires_action");

        face().confirm(found, true);

        isTold(ended(asked), 200, "succeeded");
        assertThat(face().ledger().chargedMoreThanOnce()).isEmpty();
    }

    /**
     * Goal: a lost answer does not lose the payer. Method: the acquirer's answer is lost; the inquiry tells the page.
     */
    @Test
    default void anAnswerThatWasLostIsAskedForAndTheChallengeGoesOn() {
        face().restart(Conditions.of("drop_response=1"));
        Reply doubt = face().pay("key-1", Purchase.of("cart-1", 1250).with(Card.CHALLENGED));
        isTold(doubt, 202, "pending");
        assertThat(doubt.reason()).isEqualTo("in_doubt");

        await().until(() -> face().find(doubt.id()).reason().equals("requires_action"));
        face().confirm(face().find(doubt.id()), true);

        isTold(ended(doubt), 200, "succeeded");
        assertThat(face().ledger().receivedMoreThanOnce()).isEmpty();
    }

    @Test
    default void aChallengedCardThatIsToBeHeldIsHeld() {
        Reply asked = challenged("key-1", Purchase.of("cart-1", 1250).held());

        face().confirm(asked, true);
        await().until(() -> face().find(asked.id()).reason().equals("requires_capture"));

        isTold(face().operate("key-2", asked.id(), Act.CAPTURE.of(1250)), 200, "succeeded");
        assertThat(face().ledger().takenAmounts()).containsEntry("EUR", 1250L);
    }
}
