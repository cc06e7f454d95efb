package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTheSameAnswer;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Callers who do not wait ({@code wait_seconds: 0}). What they are told is about their own request: it is under way, or
 * its key is in use, or this is its end. Many of them, so that answers overtake what they are about.
 */
interface HasteScenarios extends Scenarios {

    int CALLERS = 50;

    @Test
    default void aCallerWhoDoesNotWaitIsToldThatItIsPendingAndTheRepeatTellsTheEnd() {
        face().restart(Conditions.of("latency=3000"));
        Purchase cart = Purchase.of("cart-1", 1250);

        Reply early = await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> face().pay("key-1", cart.waiting(0)), reply -> !isKeyInUse(reply));

        isTold(early, 202, "pending");
        assertThat(early.reason()).isEqualTo("processing");
        assertThat(early.isSafeToRetry()).isFalse();
        isTold(face().find(early.id()), 200, "pending");
        isRefused(face().pay("key-2", cart), 409, "attempt_in_progress");
        Reply end = face().pay("key-1", cart.waiting(20));
        isTold(end, 201, "succeeded");
        isTheSameAnswer(face().pay("key-1", cart), end);
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void whatTheIntentWasBeforeIsNoAnswerToANewPayment() {
        Crowd.atOnce(CALLERS, i -> face().pay("decline-" + i, Purchase.of("declined-" + i, 1251)));
        Crowd.atOnce(CALLERS, i -> face().create(null, Purchase.of("fresh-" + i, 1250)));

        List<Reply> second = payWithoutWaiting("second-", "declined-", 1251);
        List<Reply> first = payWithoutWaiting("first-", "fresh-", 1250);

        assertThat(second).allSatisfy(reply -> tellsOfItsOwnAttempt(reply, 2));
        assertThat(first).allSatisfy(reply -> tellsOfItsOwnAttempt(reply, 1));
        assertThat(pay("first-", "fresh-", 1250)).allSatisfy(reply -> isTold(reply, 200, "succeeded"));
        assertThat(pay("second-", "declined-", 1251)).allSatisfy(reply -> isTold(reply, 200, "failed"));
    }

    private static void tellsOfItsOwnAttempt(Reply reply, int attempts) {
        assertThat(isKeyInUse(reply) || reply.attempts().size() == attempts)
                .as(reply.body())
                .isTrue();
    }

    @Test
    default void aFinalAnswerIsReplayedAsItWasGivenAlsoToThoseWhoDidNotWait() {
        List<Reply> early = IntStream.range(0, CALLERS)
                .mapToObj(i ->
                        face().pay("key-" + i, Purchase.of("cart-" + i, 1250).waiting(0)))
                .toList();

        assertThat(pay("key-", "cart-", 1250)).allSatisfy(reply -> isTold(reply, 201, "succeeded"));
        assertThat(early).allSatisfy(reply -> assertThat(reply.status())
                .as(reply.body())
                .isEqualTo(reply.standing().equals("succeeded") ? 201 : isKeyInUse(reply) ? 409 : 202));
        assertThat(face().ledger().entries()).isEqualTo(CALLERS);
    }

    @Test
    default void aChangedRequestIsNoMoreCarriedOutForNotWaiting() {
        pay("key-", "cart-", 1250);
        face().restart();

        List<Reply> changed = payWithoutWaiting("key-", "cart-", 1350);

        assertThat(changed).extracting(Reply::refusal).isSubsetOf("idempotency_key_reused", "idempotency_key_in_use");
        assertThat(pay("key-", "cart-", 1350)).allSatisfy(reply -> isRefused(reply, 422, "idempotency_key_reused"));
    }

    private List<Reply> pay(String keys, String carts, long cents) {
        return Crowd.atOnce(CALLERS, i -> face().pay(keys + i, Purchase.of(carts + i, cents)));
    }

    private List<Reply> payWithoutWaiting(String keys, String carts, long cents) {
        return Crowd.atOnce(
                CALLERS, i -> face().pay(keys + i, Purchase.of(carts + i, cents).waiting(0)));
    }

    private static boolean isKeyInUse(Reply reply) {
        return reply.refusal().equals("idempotency_key_in_use");
    }
}
