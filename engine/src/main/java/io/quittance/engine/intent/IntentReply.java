package io.quittance.engine.intent;

import io.quittance.engine.idempotency.KeyStanding;
import org.jspecify.annotations.Nullable;

/** What an intent answers to a request. */
public sealed interface IntentReply {

    /**
     * The request was carried out, now or earlier.
     *
     * @param snapshot the intent as this answer tells it
     * @param createdIntent whether the request under this key made the intent
     * @param replayed whether nothing was done now: the answer is that of an earlier, equal request
     */
    record Answered(IntentSnapshot snapshot, boolean createdIntent, boolean replayed) implements IntentReply {}

    /**
     * How far the request under a key has come. Nothing was done now.
     *
     * @param snapshot the intent as it stands; null when this intent is not there or the key is new to it
     */
    record Stands(KeyStanding standing, @Nullable IntentSnapshot snapshot) implements IntentReply {}

    /**
     * So many notifications are owed once more.
     *
     * @param outbox everything that is and was owed, after that
     */
    record Owes(Outbox outbox, int count) implements IntentReply {}

    /** Nothing was done, and why. */
    record Refused(Refusal refusal) implements IntentReply {}
}
