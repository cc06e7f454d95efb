package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Doubts that a person ends. The acquirer loses every order on its way in, so that inquiries prove nothing for a while.
 */
interface OperatorScenarios extends Scenarios {

    String EVIDENCE = "report of 21 November, line 17";

    private Reply lostRefund() {
        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1250));
        isTold(paid, 201, "succeeded");
        face().restart(Conditions.of("drop_request=1"));
        Reply lost = face().operate("key-2", paid.id(), Act.REFUND.of(400));
        isTold(lost, 202, "succeeded");
        return lost;
    }

    @Test
    default void theWorkListShowsADoubtUntilAnOperatorEndsIt() {
        Instant before = Instant.now();
        Reply lost = lostRefund();

        JsonNode work =
                await().until(() -> face().workList(), list -> list.size() == 1).get(0);
        assertThat(work.path("kind").asText()).isEqualTo("in_doubt");
        assertThat(work.path("downstream_reference").asText()).isEqualTo(lost.id() + "-op1");
        assertThat(Instant.parse(work.path("since").asText())).isBetween(before.minusMillis(1), Instant.now());
        assertThat(work.path("is_overdue").booleanValue()).isFalse();
        assertThat(work.at("/payment_intent/id").asText()).isEqualTo(lost.id());

        Reply resolved = face().resolve(lost.id(), "not_processed", EVIDENCE, "asked on the phone");
        isTold(resolved, 200, "succeeded");
        assertThat(resolved.reason()).isEmpty();
        assertThat(resolved.operations()).containsExactly("refund 400 not_processed");
        assertThat(resolved.amount("refunded")).isZero();
        await().until(() -> face().workList().isEmpty());
        assertThat(face().ledger().operations()).isEmpty();
    }

    @Test
    default void aResolutionStandsInTheJournalWithWhoMadeItAndWhatItRestsOn() {
        Reply lost = lostRefund();
        face().resolve(lost.id(), "declined", EVIDENCE, "asked on the phone");

        assertThat(face().events(lost.id()))
                .endsWith("intent.doubt_resolved.v1", "intent.operation_declined.v1")
                .doesNotHaveDuplicates();
        JsonNode journal = face().journal(lost.id());
        JsonNode recorded = journal.get(journal.size() - 2).path("data");
        assertThat(recorded.path("actor").asText()).isEqualTo(face().operator());
        assertThat(recorded.path("outcome").asText()).isEqualTo("declined");
        assertThat(recorded.path("evidence").asText()).isEqualTo(EVIDENCE);
        assertThat(recorded.path("note").asText()).isEqualTo("asked on the phone");
        assertThat(recorded.at("/order/kind").asText()).isEqualTo("operation");
        assertThat(recorded.at("/order/number").asInt()).isEqualTo(1);
    }

    @Test
    default void anApprovalThatAnOperatorFoundCounts() {
        face().restart(Conditions.of("drop_request=1"));
        Reply lost = face().pay("key-1", Purchase.of("cart-1", 1250).waiting(1));
        isTold(lost, 202, "pending");

        Reply resolved = face().resolve(lost.id(), "approved", EVIDENCE, "the money is on the account");

        isTold(resolved, 200, "succeeded");
        assertThat(resolved.amount("captured")).isEqualTo(1250);
        Reply again = face().pay("key-1", Purchase.of("cart-1", 1250));
        isTold(again, 201, "succeeded");
        assertThat(again.replayed()).isTrue();
    }

    @Test
    default void afterAResolutionTheSameKeyMayRunWhereNothingHadBeenDone() {
        Reply lost = lostRefund();
        face().resolve(lost.id(), "not_processed", EVIDENCE, "they know nothing of it");
        face().restart();

        Reply done = face().operate("key-2", lost.id(), Act.REFUND.of(400));

        isTold(done, 200, "succeeded");
        assertThat(done.operations()).containsExactly("refund 400 not_processed", "refund 400 succeeded");
        assertThat(face().ledger().operations()).containsEntry("refund", 1L);
    }

    @Test
    default void withoutEvidenceOrNoteOrDoubtNothingIsResolved() {
        Reply lost = lostRefund();

        Reply bare = face().resolve(lost.id(), "perhaps", null, null);
        isRefused(bare, 400, "validation");
        assertThat(bare.faults()).containsExactlyInAnyOrder("/outcome invalid", "/evidence required", "/note required");
        assertThat(face().find(lost.id()).reason()).isEqualTo("in_doubt");
        Reply calm = face().create(null, Purchase.of("cart-2", 1250));
        isRefused(face().resolve(calm.id(), "approved", EVIDENCE, "seen"), 409, "intent_closed");
        assertThat(face().events(calm.id())).hasSize(1);
    }

    @Test
    default void whereAnOperatorErredAboutAnAttemptItsMoneyIsGivenBack() {
        Reply doubt = face().pay("key-1", Purchase.of("cart-1", 1268));
        isTold(face().resolve(doubt.id(), "not_processed", EVIDENCE, "an error"), 200, "created");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> face().events(doubt.id()).contains("intent.operation_approved.v1"));

        assertThat(face().events(doubt.id()))
                .containsSubsequence("intent.late_approval.v1", "intent.operation_started.v1");
        assertThat(face().find(doubt.id()).operations()).containsExactly("reversal 1268 succeeded");
        assertThat(face().find(doubt.id()).isSafeToRetry()).isTrue();
        assertThat(face().ledger().takenAmounts().getOrDefault("EUR", 0L)).isZero();
        await().until(() -> face().workList().isEmpty());
    }
}
