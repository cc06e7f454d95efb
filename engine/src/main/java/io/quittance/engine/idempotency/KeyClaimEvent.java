package io.quittance.engine.idempotency;

import io.quittance.engine.id.IntentId;
import java.time.Instant;

/** What happened to a key. */
public sealed interface KeyClaimEvent {

    /** The key belongs to this intent from now on, and to no other. */
    record KeyClaimed(Instant at, ClaimedKey claim, IntentId intent) implements KeyClaimEvent {}
}
