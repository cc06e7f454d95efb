package io.quittance.engine.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
            OperationEvent.OperationNotProcessed.class);

    /** Goal: a new kind of event is not forgotten in the feed. Method: every kind is in one of two tables. */
    @Test
    void everyKindOfEventIsToldOrIsKnownNotToBe() {
        assertThat(Stream.concat(EventType.kindsTold().stream(), NOT_BY_KIND.stream()))
                .containsExactlyInAnyOrder(records(IntentEvent.class).toArray(Class<?>[]::new));
    }

    private static Stream<Class<?>> records(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? records(kind) : Stream.of(kind));
    }
}
