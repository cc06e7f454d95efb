package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTheSameAnswer;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.terminals.Tills;
import io.quittance.engine.attempt.Capability;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money that is held first and taken later, and intents that wait for a time. */
interface CaptureScenarios extends Scenarios {

    @Test
    default void whatIsHeldIsNotTakenUntilItIsCaptured() {
        Reply held = held("cart-1", 1250);

        isTold(held, 201, "pending");
        assertThat(held.reason()).isEqualTo("requires_capture");
        assertThat(held.isSafeToRetry()).isFalse();
        assertThat(held.amount("authorized")).isEqualTo(1250);
        assertThat(held.amount("capturable")).isEqualTo(1250);
        assertThat(held.amount("captured")).isZero();
        assertThat(face().ledger().takenAmounts()).isEmpty();
        isTheSameAnswer(held("cart-1", 1250), held);

        Reply captured = face().operate("key-2", held.id(), Act.CAPTURE);
        isTold(captured, 200, "succeeded");
        assertThat(captured.operations()).containsExactly("capture 1250 succeeded");
        assertThat(captured.amount("captured")).isEqualTo(1250);
        assertThat(face().ledger().takenAmounts()).isEqualTo(Map.of("EUR", 1250L));
    }

    @Test
    default void anAuthorisedIntentTakesNoFurtherAttempt() {
        Reply held = held("cart-1", 1250);

        isRefused(face().attempt("key-2", held.id(), Card.OTHER_GOOD), 409, "already_authorized");
        assertThat(face().ledger().approved()).isEqualTo(1);
    }

    @Test
    default void aFurtherPaymentOfTheSameCartIsToldThatItIsHeld() {
        Reply held = held("cart-1", 1250);

        Reply again = face().pay("key-2", Purchase.of("cart-1", 1250).held());

        isTold(again, 200, "pending");
        assertThat(again.reason()).isEqualTo("requires_capture");
        assertThat(again.id()).isEqualTo(held.id());
        isRefused(face().pay("key-3", Purchase.of("cart-1", 1250)), 409, "reference_already_used");
        assertThat(face().ledger().entries()).isEqualTo(1);
    }

    @Test
    default void itIsCapturedInPartsAndTheLastReleasesTheRest() {
        Reply held = held("cart-1", 1250);

        Reply first = face().operate("key-2", held.id(), Act.CAPTURE.of(500));
        isTold(first, 200, "succeeded");
        assertThat(first.amount("captured")).isEqualTo(500);
        assertThat(first.amount("capturable")).isEqualTo(750);

        Reply last = face().operate("key-3", held.id(), Act.CAPTURE.of(600).asTheLast());
        assertThat(last.operations()).containsExactly("capture 500 succeeded", "capture 600 succeeded");
        assertThat(last.amount("captured")).isEqualTo(1100);
        assertThat(last.amount("capturable")).isZero();
        assertThat(last.amount("voided")).isEqualTo(150);
        isRefused(face().operate("key-4", held.id(), Act.CAPTURE), 409, "amount_exceeds_capturable");
        assertThat(face().ledger().takenAmounts()).isEqualTo(Map.of("EUR", 1100L));
    }

    @Test
    default void moreThanIsHeldIsNotCaptured() {
        Reply held = held("cart-1", 1250);
        face().operate("key-2", held.id(), Act.CAPTURE.of(500));

        Reply refused = face().operate("key-3", held.id(), Act.CAPTURE.of(751));

        isRefused(refused, 409, "amount_exceeds_capturable");
        assertThat(refused.amount("capturable")).isEqualTo(750);
        assertThat(refused.operations()).hasSize(1);
        assertThat(face().ledger().operations()).isEqualTo(Map.of("capture", 1L));
    }

    @Test
    default void nothingIsCapturedOfWhatIsNotHeld() {
        Reply open = face().create(null, Purchase.of("cart-1", 1250));
        Reply paid = face().pay("key-1", Purchase.of("cart-2", 1250));

        isRefused(face().operate("key-2", open.id(), Act.CAPTURE), 409, "amount_exceeds_capturable");
        isRefused(face().operate("key-2", paid.id(), Act.CAPTURE), 409, "amount_exceeds_capturable");
    }

    @Test
    default void manualCaptureIsNotSupportedWhereTheAcquirerDoesNotHoldMoney() {
        face().restart(Conditions.without(Capability.MANUAL_CAPTURE));

        isRefused(held("cart-1", 1250), 404, "not_supported");
        Reply open = face().create(null, Purchase.of("cart-1", 1250).held());
        isRefused(face().attempt("key-2", open.id(), Card.GOOD), 404, "not_supported");
        assertThat(face().ledger().entries()).isZero();
        isTold(face().pay("key-1", Purchase.of("cart-2", 1250)), 201, "succeeded");
        Till till = new Till(face().register(tills().busy().ws(), Tills.KEY));
        assertThat(face().attempt("key-3", open.id(), till).reason())
                .as("at a terminal it can be held")
                .isEqualTo("requires_capture");
    }

    @Test
    default void aPartIsNotSupportedWhereTheAcquirerCapturesOnlyTheWhole() {
        face().restart(Conditions.without(Capability.PARTIAL_CAPTURE));
        Reply held = held("cart-1", 1250);
        int events = face().events(held.id()).size();

        isRefused(face().operate("key-2", held.id(), Act.CAPTURE.of(500)), 404, "not_supported");
        assertThat(face().events(held.id())).hasSize(events);
        isTold(face().operate("key-2", held.id(), Act.CAPTURE), 200, "succeeded");
    }

    @Test
    default void whereTheAcquirerCapturesOnlyOnceAPartReleasesTheRest() {
        face().restart(Conditions.without(Capability.MULTIPLE_CAPTURE));
        Reply held = held("cart-1", 1250);

        Reply captured = face().operate("key-2", held.id(), Act.CAPTURE.of(500));

        assertThat(captured.amount("captured")).isEqualTo(500);
        assertThat(captured.amount("capturable")).isZero();
        assertThat(captured.amount("voided")).isEqualTo(750);
    }

    @Test
    default void anIntentThatIsOverBeforeItBeginsIsRefused() {
        Purchase late = Purchase.of("cart-1", 1250)
                .expiring(Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MILLIS));

        Reply refused = face().create(null, late);

        isRefused(refused, 400, "validation");
        assertThat(refused.faults()).containsExactly("/expires_at out_of_range");
        isRefused(face().pay("key-1", late), 400, "validation");
        assertThat(face().ledger().entries()).isZero();
    }

    @Test
    default void anIntentSaysWhenItExpires() {
        Instant end = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
        Purchase cart = Purchase.of("cart-1", 1250).expiring(end);

        assertThat(face().create(null, cart).body())
                .contains("\"expires_at\":\"" + end.toString().substring(0, 19));
        isTold(face().pay("key-1", cart), 200, "succeeded");
    }
}
