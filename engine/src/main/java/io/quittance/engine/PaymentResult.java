package io.quittance.engine;

import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Refusal;
import org.jspecify.annotations.Nullable;

/** The answer to a request. A decline is an answer, not a refusal. */
public sealed interface PaymentResult {

    /** How far the request has come. */
    enum Stage {
        /** This request made the intent, and it is final or awaits its first attempt. */
        CREATED,
        /** The intent was there, or its attempt had no effect; nothing is under way. */
        SETTLED,
        /** An attempt is under way or in doubt: look again, or repeat the request with the same key. */
        PENDING
    }

    /**
     * Carried out, now or earlier.
     *
     * @param replayed whether nothing was done now: an equal request had been answered so before
     */
    record Answered(IntentView intent, Stage stage, boolean replayed) implements PaymentResult {}

    /**
     * Refused without any effect.
     *
     * @param intent the intent that stands in the way, or null
     */
    record Refused(Refusal refusal, @Nullable IntentView intent) implements PaymentResult {}
}
