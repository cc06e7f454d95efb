package io.quittance.engine.idempotency;

import io.quittance.engine.id.IntentId;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a key.
 *
 * @param holder the intent, or null while the key is free
 */
public record KeyClaimState(@Nullable IntentId holder) {

    static final KeyClaimState FREE = new KeyClaimState(null);

    /** The state after one more event. */
    public KeyClaimState apply(KeyClaimEvent event) {
        if (holder != null) {
            throw new IllegalStateException("a key is claimed once, and was claimed by " + holder);
        }
        return new KeyClaimState(((KeyClaimEvent.KeyClaimed) event).intent());
    }
}
