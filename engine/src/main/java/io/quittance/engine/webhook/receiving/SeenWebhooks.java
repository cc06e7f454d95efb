package io.quittance.engine.webhook.receiving;

import java.time.Instant;

/**
 * Remembers which webhooks were processed. Methods may be called from any thread and decide atomically per id; one that
 * keeps ids in a database does so with a unique key on the id. Whoever keeps them beside what the handler writes, in
 * one transaction, processes each webhook exactly once; otherwise a crash between the two leads to a repeat.
 */
public interface SeenWebhooks {

    /** What is known of an id. */
    enum Claim {
        /** Nobody has it, or whoever had it ran out of time: it is the caller's now. */
        YOURS,
        /** Somebody processes it at this moment. */
        UNDER_WAY,
        /** It was processed. */
        DONE
    }

    /**
     * Takes an id to process it.
     *
     * @param until when the claim ends if nothing is heard of it, as after a crash; also names the claim, since the
     *     next one of the same id ends later
     */
    Claim claim(String id, Instant now, Instant until);

    /** It was processed, and is not again. */
    void done(String id);

    /** It was not processed: the next try may have it. Does nothing when the claim is no longer this one. */
    void giveBack(String id, Instant until);
}
