package io.quittance.engine.checkout;

import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Refusal;
import org.jspecify.annotations.Nullable;

/** What became of a request about an access token. */
public sealed interface CheckoutResult {

    /**
     * It was done, or is told, and this is how the token stands.
     *
     * @param replayed whether nothing was done now: an equal request had been answered so before
     */
    record Told(TokenView token, boolean replayed) implements CheckoutResult {}

    /**
     * Nothing was done.
     *
     * @param intent the intent that stands in the way, or null
     */
    record Refused(Refusal refusal, @Nullable IntentView intent) implements CheckoutResult {}
}
