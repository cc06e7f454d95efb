package io.quittance.engine.idempotency;

import io.quittance.engine.id.IntentId;
import java.util.Optional;
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

    /**
     * Who holds the claim now; empty when the key is free.
     *
     * <p>A request that is recorded meanwhile is seen one way or the other.
     */
    CompletionStage<Optional<Holder>> holder(String claim);

    /**
     * Who holds a claim.
     *
     * @param isReserved whether a request is being worked on, so that what its intent says of the key may be about to
     *     change
     */
    record Holder(IntentId intent, boolean isReserved) {}

    /** The request for which this intent reserved the claim is answered. What was recorded under it stays claimed. */
    void release(String claim, IntentId intent);
}
