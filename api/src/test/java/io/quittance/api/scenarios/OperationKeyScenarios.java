package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTheSameAnswer;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Repeats, races, versions and unknown outcomes of captures, voids and refunds: the same promises as for attempts. The
 * simulated acquirer decides by the operation's own amount.
 */
interface OperationKeyScenarios extends Scenarios {

    static Stream<Act> acts() {
        return Stream.of(Act.CAPTURE, Act.VOID, Act.REFUND);
    }

    static Stream<Act> everyAct() {
        return Stream.of(Act.CAPTURE, Act.VOID, Act.REFUND, Act.CANCEL, Act.REVERSE);
    }

    /** An intent of 1250 cents to which this can be done. */
    private String fit(Act act) {
        return act.equals(Act.REFUND)
                ? face().pay("key-1", Purchase.of("cart-1", 1250)).id()
                : held("cart-1", 1250).id();
    }

    /** How much of the money the operation moved. */
    private static long moved(Act act, Reply reply) {
        String name = act.equals(Act.CAPTURE) ? "captured" : act.equals(Act.VOID) ? "voided" : "refunded";
        return reply.amount(name);
    }

    private static String kind(Act act) {
        return act.equals(Act.REFUND) ? "refund" : act.toString();
    }

    private long done() {
        return face().ledger().operations().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @ParameterizedTest
    @MethodSource("everyAct")
    default void aRepeatGetsTheSameAnswerAlsoAfterARestartAndHasNoSecondEffect(Act act) {
        String intent = fit(act);
        Reply first = face().operate("key-2", intent, act);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.replayed()).isFalse();
        isTheSameAnswer(face().operate("key-2", intent, act), first);
        face().restart();
        isTheSameAnswer(face().operate("key-2", intent, act), first);
        assertThat(done()).isEqualTo(1);
        assertThat(face().ledger().receivedMoreThanOnce()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("acts")
    default void aRepeatTellsWhatWasToldWhateverHappenedSince(Act act) {
        String intent = fit(act);
        Reply first = face().operate("key-2", intent, act.of(400));
        face().operate("key-3", intent, act.of(300));
        face().operate("key-4", intent, Act.REVERSE);

        isTheSameAnswer(face().operate("key-2", intent, act.of(400)), first);
        assertThat(done()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("acts")
    default void theSameKeyForAnotherAmountIsRefusedAndMovesNothing(Act act) {
        String intent = fit(act);
        face().operate("key-2", intent, act.of(400));
        List<String> events = face().events(intent);

        Reply reused = face().operate("key-2", intent, act.of(500));

        isRefused(reused, 422, "idempotency_key_reused");
        assertThat(reused.mismatchedFields()).containsExactly("amount");
        assertThat(face().events(intent)).isEqualTo(events);
        assertThat(done()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("everyAct")
    default void twoCallersAtOnceWithOneKeyHaveOneEffect(Act act) {
        String intent = fit(act);
        face().restart(Conditions.of("latency=300"));

        List<Reply> replies = Crowd.atOnce(2, caller -> face().operate("key-2", intent, act));

        assertThat(replies).extracting(Reply::status).containsOnly(200);
        assertThat(replies).extracting(Reply::body).containsOnly(replies.get(0).body());
        assertThat(replies).extracting(Reply::replayed).containsExactlyInAnyOrder(true, false);
        assertThat(done()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("everyAct")
    default void aStaleVersionIsRefusedAndTheCurrentOneIsNot(Act act) {
        String intent = fit(act);
        long version = face().find(intent).version();

        isRefused(face().operate("key-2", intent, act.at(version - 1)), 412, "precondition_failed");
        assertThat(done()).isZero();
        Reply done = face().operate("key-2", intent, act.at(version));
        assertThat(done.status()).isEqualTo(200);
        isTheSameAnswer(face().operate("key-2", intent, act.at(version)), done);
    }

    @ParameterizedTest
    @MethodSource("acts")
    default void anUnknownOutcomeHoldsEverythingElseUntilInquiryTellsTheTruth(Act act) {
        String intent = fit(act);
        String before = face().find(intent).standing();

        Reply unknown = face().operate("key-2", intent, act.of(268));
        isTold(unknown, 202, before);
        assertThat(unknown.reason()).isEqualTo("in_doubt");
        assertThat(unknown.isSafeToRetry()).isFalse();
        assertThat(unknown.operations()).containsExactly(kind(act) + " 268 in_doubt");
        assertThat(moved(act, unknown)).isZero();
        isRefused(face().operate("key-3", intent, act.of(100)), 409, "attempt_in_doubt");
        isRefused(face().operate("key-3", intent, Act.REVERSE), 409, "attempt_in_doubt");

        Reply known = inquired(intent);
        assertThat(known.operations()).containsExactly(kind(act) + " 268 succeeded");
        assertThat(moved(act, known)).isEqualTo(268);
        Reply again = face().operate("key-2", intent, act.of(268));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.operations()).isEqualTo(known.operations());
        isTheSameAnswer(face().operate("key-2", intent, act.of(268)), again);
        assertThat(face().ledger().operations()).isEqualTo(Map.of(kind(act), 1L));
        assertThat(face().ledger().receivedMoreThanOnce()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("acts")
    default void aDoubtSurvivesARestartAndIsInquiredNotSentAgain(Act act) {
        String intent = fit(act);
        face().operate("key-2", intent, act.of(268));
        face().restart();

        assertThat(moved(act, inquired(intent))).isEqualTo(268);
        assertThat(face().operate("key-2", intent, act.of(268)).status()).isEqualTo(200);
        assertThat(face().ledger().operations()).isEqualTo(Map.of(kind(act), 1L));
        assertThat(face().ledger().receivedMoreThanOnce()).isEmpty();
    }

    @Test
    default void anUnknownReleaseIsNoCancellationUntilInquiryTells() {
        String intent = held("cart-1", 1300).id();
        face().operate("key-2", intent, Act.VOID.of(32));

        Reply unknown = face().operate("key-3", intent, Act.CANCEL);
        isTold(unknown, 202, "pending");
        assertThat(unknown.reason()).isEqualTo("in_doubt");
        isRefused(face().operate("key-4", intent, Act.CAPTURE), 409, "attempt_in_doubt");

        Reply known = inquired(intent);
        assertThat(known.standing()).isEqualTo("failed");
        assertThat(known.reason()).isEqualTo("canceled");
        isTold(face().operate("key-3", intent, Act.CANCEL), 200, "failed");
        assertThat(face().ledger().operations()).isEqualTo(Map.of("void", 2L));
    }

    private Reply inquired(String intent) {
        return await().atMost(Duration.ofSeconds(15))
                .until(() -> face().find(intent), reply -> !reply.reason().equals("in_doubt"));
    }

    @ParameterizedTest
    @MethodSource("acts")
    default void whatProvablyHadNoEffectLeavesTheKeyFree(Act act) {
        String intent = fit(act);
        Reply before = face().find(intent);

        Reply first = face().operate("key-2", intent, act.of(291));
        Reply second = face().operate("key-2", intent, act.of(291));

        isTold(first, 200, before.standing());
        assertThat(first.operations()).containsExactly(kind(act) + " 291 not_processed");
        assertThat(second.replayed()).isFalse();
        assertThat(second.operations())
                .containsExactly(kind(act) + " 291 not_processed", kind(act) + " 291 not_processed");
        assertThat(moved(act, second)).isZero();
        assertThat(done()).isZero();
        assertThat(face().ledger().receivedMoreThanOnce())
                .as("one downstream reference each")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("acts")
    default void aDeclineIsAnAnswerAndMovesNothing(Act act) {
        String intent = fit(act);
        Reply before = face().find(intent);

        Reply declined = face().operate("key-2", intent, act.of(251));

        isTold(declined, 200, before.standing());
        assertThat(declined.reason()).isEqualTo(before.reason());
        assertThat(declined.operations()).containsExactly(kind(act) + " 251 declined");
        assertThat(moved(act, declined)).isZero();
        isTheSameAnswer(face().operate("key-2", intent, act.of(251)), declined);
        assertThat(moved(act, face().operate("key-3", intent, act.of(250)))).isEqualTo(250);
        assertThat(done()).isEqualTo(1);
    }
}
