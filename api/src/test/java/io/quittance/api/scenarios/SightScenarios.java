package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who sees what, and when: looks, other people's intents, and the story told by events. */
interface SightScenarios extends Scenarios {

    /** Well-formed, and nobody's. */
    String UNKNOWN = "pi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Test
    default void descriptionAndMetadataComeBackInEveryAnswer() {
        Purchase cart = Purchase.of("cart-1", 1250).described("zwei Stühle für Zoë", Map.of("b", "2", "a", "ü"));
        Reply created = face().create("key-1", cart);
        List<Reply> answers =
                List.of(created, face().find(created.id()), face().pay("key-2", cart), face().create("key-1", cart));

        assertThat(answers)
                .extracting(answer -> answer.intent().at("/description").asText())
                .containsOnly("zwei Stühle für Zoë");
        assertThat(answers)
                .extracting(answer -> answer.intent().at("/metadata").toString())
                .containsOnly("{\"a\":\"ü\",\"b\":\"2\"}");
    }

    @Test
    default void anUnknownIntentIsNotFound() {
        isRefused(face().find(UNKNOWN), 404, "not_found");
        isRefused(face().attempt("key-1", UNKNOWN, Card.GOOD), 404, "not_found");
        assertThat(face().events(UNKNOWN)).isEmpty();
        assertThat(face().ledger().entries()).isZero();
    }

    @Test
    default void anotherMerchantsIntentIsNotFound() {
        Purchase cart = Purchase.of("cart-1", 1250);
        Reply mine = face().pay("key-1", cart);
        face().restart(Conditions.ofMerchant("stranger"));

        isRefused(face().find(mine.id()), 404, "not_found");
        isRefused(face().attempt("key-1", mine.id(), Card.GOOD), 404, "not_found");
        assertThat(face().events(mine.id())).isEmpty();
        Reply theirs = face().pay("key-1", cart);
        isTold(theirs, 201, "succeeded");
        assertThat(theirs.id()).isNotEqualTo(mine.id());
        assertThat(theirs.replayed()).isFalse();
    }

    @Test
    default void theEventsTellTheStoryInOrder() {
        Reply declined = face().pay("key-1", Purchase.of("cart-1", 1250).with(Card.DECLINED));
        face().pay("key-2", Purchase.of("cart-1", 1250));
        face().pay("key-3", Purchase.of("cart-1", 1250));

        assertThat(face().events(declined.id()))
                .containsExactly(
                        "intent.created.v1",
                        "intent.attempt_started.v1",
                        "intent.attempt_declined.v1",
                        "intent.attempt_started.v1",
                        "intent.attempt_approved.v1",
                        "intent.request_answered.v1");
    }

    @Test
    default void aDoubtIsPartOfTheStory() {
        Reply unknown = face().pay("key-1", Purchase.of("cart-1", 1268));
        resolved(unknown.id());

        assertThat(face().events(unknown.id()))
                .containsExactly(
                        "intent.created.v1",
                        "intent.attempt_started.v1",
                        "intent.attempt_in_doubt.v1",
                        "intent.attempt_approved.v1");
    }
}
