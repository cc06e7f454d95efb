package io.quittance.engine.intent;

import io.quittance.engine.id.IntentId;
import java.time.Instant;

/**
 * An entry of the due list: an intent that owes something.
 *
 * @param dueAt since when
 */
public record Due(IntentId id, Instant dueAt) {}
