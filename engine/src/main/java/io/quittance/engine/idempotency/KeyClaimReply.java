package io.quittance.engine.idempotency;

import io.quittance.engine.id.IntentId;

/** Whose the key is. The asker has it when this is the asker's own id. */
public record KeyClaimReply(IntentId holder) {}
