package io.quittance.engine.idempotency;

import akka.actor.typed.ActorRef;
import io.quittance.engine.id.IntentId;

/** What a key claim hears. */
public sealed interface KeyClaimCommand {

    /**
     * Reserve the key for an intent. Answered at once; the claim becomes durable meanwhile, so that it costs the payer
     * no time.
     */
    record Reserve(ClaimedKey claim, IntentId intent, ActorRef<KeyClaimReply> replyTo) implements KeyClaimCommand {}

    /** Answer when the claim is durable, claiming first if it is free. Nothing is dispatched before this answer. */
    record Confirm(ClaimedKey claim, IntentId intent, ActorRef<KeyClaimReply> replyTo) implements KeyClaimCommand {}

    /** Leave memory. */
    enum Stop implements KeyClaimCommand {
        INSTANCE
    }

    /** Private: nothing was heard for a while. */
    enum Idle implements KeyClaimCommand {
        INSTANCE
    }
}
