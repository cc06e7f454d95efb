package io.quittance.engine.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventTypeTest {

    /** What concerns one request or the operators, and what depends on more than the kind of event. */
    private static final Set<Class<?>> NOT_BY_KIND = Set.of(
            IntentEvent.RequestAnswered.class,
            IntentEvent.RequestJoined.class,
            IntentEvent.AttemptApproved.class,
            IntentEvent.AttemptProgressed.class,
            NotificationEvent.WebhooksOwed.class,
            NotificationEvent.WebhooksTried.class,
            DoubtEvent.DoubtOverdue.class,
            DoubtEvent.DoubtResolved.class,
            DoubtEvent.ResolutionChecked.class,
            DoubtEvent.LateApproval.class,
            OperationEvent.OperationStarted.class,
            OperationEvent.OperationApproved.class,
            OperationEvent.OperationDeclined.class,
            OperationEvent.OperationInDoubt.class,
            OperationEvent.OperationNotProcessed.class,
            TokenEvent.TokenNamed.class,
            TokenEvent.TokenAuthenticated.class,
            TokenEvent.TokenResumed.class,
            TokenEvent.TokenEnded.class);

    /** Goal: a new kind of event is not forgotten in the feed. Method: every kind is in one of two tables. */
    @Test
    void everyKindOfEventIsToldOrIsKnownNotToBe() {
        assertThat(Stream.concat(EventType.kindsTold().stream(), NOT_BY_KIND.stream()))
                .containsExactlyInAnyOrder(records(IntentEvent.class).toArray(Class<?>[]::new));
    }

    /** Goal: a new type comes last. Who made room in the middle, or renamed one, is told what depends on it. */
    @Test
    void theTypesThatThereWereKeepTheirNamesAndTheirPlaces() {
        assertThat(EventType.values())
                .extracting(EventType::text)
                .as("old journals number their notifications by these: append, and see EventType")
                .startsWith(
                        "payment_intent.created",
                        "payment_intent.pending",
                        "payment_intent.requires_action",
                        "payment_intent.authorized",
                        "payment_intent.succeeded",
                        "payment_intent.failed",
                        "payment_intent.captured",
                        "payment_intent.voided",
                        "payment_intent.refunded",
                        "payment_intent.canceled",
                        "payment_intent.expired",
                        "payment_intent.capture_due",
                        "payment_intent.settled",
                        "payment_intent.in_doubt",
                        "payment_intent.resolved",
                        "terminal.waiting_for_card",
                        "terminal.card_detected",
                        "terminal.tip_selection",
                        "terminal.pin_started",
                        "terminal.enter_cvv",
                        "terminal.enter_cardholder_id",
                        "terminal.authorization_started",
                        "webhook_endpoint.exhausted",
                        "webhook_endpoint.disabled",
                        "access_token.issued",
                        "access_token.used",
                        "access_token.awaiting_resume",
                        "access_token.revoked",
                        "access_token.expired");
    }

    /** Goal: the numbers that receivers have seen stay. Method: lives that are written down, with their numbers. */
    @ParameterizedTest
    @CsvSource({
        "REFUNDED_IN_PART, 1 CREATED 2 PENDING 3 SUCCEEDED 4 REFUNDED",
        "ACTION_OVERDUE, 1 CREATED 2 PENDING 3 REQUIRES_ACTION 4 IN_DOUBT",
        "NOT_PROCESSED, 1 CREATED 2 PENDING 3 RESOLVED",
        "FAILED_THEN_PENDING, 1 CREATED 2 PENDING 3 FAILED 4 PENDING",
        "CAPTURE_IN_DOUBT, 1 CREATED 2 PENDING 3 AUTHORIZED 4 IN_DOUBT",
        "CAPTURED, 1 CREATED 2 PENDING 3 AUTHORIZED 4 CAPTURED",
        "RELEASED, 1 CREATED 2 PENDING 3 AUTHORIZED 4 CANCELED",
        "EXPIRED_AFTER_DECLINE, 1 CREATED 2 PENDING 3 FAILED 4 EXPIRED",
        "SETTLED, 1 CREATED 2 PENDING 3 SUCCEEDED 4 SETTLED",
        "LATE_APPROVED, 1 CREATED 2 PENDING 3 RESOLVED",
        "TOKEN_PAID, 1 CREATED 2 ISSUED 3 USED 4 AWAITING_RESUME 5 PENDING 6 SUCCEEDED",
        "TOKEN_REVOKED, 1 CREATED 2 ISSUED 3 USED 4 REQUIRES_ACTION 5 REVOKED",
        "TOKEN_EXPIRED, 1 CREATED 2 ISSUED 3 LAPSED"
    })
    void whatWasToldKeepsItsNumber(Stage stage, String numbers) {
        assertThat(stage.known().outbox().notifications().stream()
                        .map(told -> told.id().sequence() + " " + told.type())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(numbers);
    }

    private static Stream<Class<?>> records(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? records(kind) : Stream.of(kind));
    }
}
