package io.quittance.engine.intent;

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

    /** Nothing was done, and why. */
    record Refused(Refusal refusal) implements IntentReply {}
}
