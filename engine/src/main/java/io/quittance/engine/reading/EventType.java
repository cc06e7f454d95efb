package io.quittance.engine.reading;

import io.quittance.engine.intent.IntentEvent;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What merchants hear of an intent, in the words of {@code api.md}. */
public enum EventType {
    CREATED,
    /** An attempt is under way. */
    PENDING,
    SUCCEEDED,
    FAILED,
    /** The outcome of the attempt is unknown and is being inquired. */
    IN_DOUBT,
    /** The attempt is proven to have had no effect; another may be made. */
    RESOLVED;

    private static final IntentEvent.Cases<Optional<EventType>> OF = new IntentEvent.Cases<>() {
        @Override
        public Optional<EventType> created(IntentCreated event) {
            return Optional.of(CREATED);
        }

        @Override
        public Optional<EventType> attemptStarted(AttemptStarted event) {
            return Optional.of(PENDING);
        }

        @Override
        public Optional<EventType> attemptInDoubt(AttemptInDoubt event) {
            return Optional.of(IN_DOUBT);
        }

        @Override
        public Optional<EventType> attemptApproved(AttemptApproved event) {
            return Optional.of(SUCCEEDED);
        }

        @Override
        public Optional<EventType> attemptDeclined(AttemptDeclined event) {
            return Optional.of(FAILED);
        }

        @Override
        public Optional<EventType> attemptNotProcessed(AttemptNotProcessed event) {
            return Optional.of(RESOLVED);
        }

        @Override
        public Optional<EventType> requestAnswered(RequestAnswered event) {
            return Optional.empty();
        }

        @Override
        public Optional<EventType> requestJoined(RequestJoined event) {
            return Optional.empty();
        }
    };

    /** What merchants hear of a recorded event; empty when it concerns nobody but one request. */
    public static Optional<EventType> of(IntentEvent event) {
        return event.fold(OF);
    }

    /** Reads a type that a caller sent. */
    public static Optional<EventType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    /** As written over HTTP, e.g. {@code payment_intent.created}. */
    public String text() {
        return "payment_intent." + name().toLowerCase(Locale.ROOT);
    }
}
