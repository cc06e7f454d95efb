package io.quittance.engine.idempotency;

import io.quittance.engine.id.IntentId;
import java.util.concurrent.CompletionStage;

/**
 * Says which intent an idempotency key belongs to, where the intent is named by something else than the key: two
 * requests with one key and two references reach two intents, and neither sees the other. A claim is an index over the
 * journal, not a second truth: it is written in the transaction of the event that names it
 * ({@link KeyedRequest#claim()}), so neither is ever there without the other. Safe for any thread.
 */
public interface KeyClaims {

    /**
     * Who holds the claim. When nobody does, the intent that asks: from then on and until {@link #release} no other
     * intent gets it, and what the intent records under it meanwhile makes it durable. Each answer that names the
     * asking intent is released once.
     */
    CompletionStage<IntentId> reserve(String claim, IntentId intent);

    /** The request for which this intent reserved the claim is answered. What was recorded under it stays claimed. */
    void release(String claim, IntentId intent);
}
