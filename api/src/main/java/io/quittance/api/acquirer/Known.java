package io.quittance.api.acquirer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an inquiry finds.
 *
 * @param entry the one under the reference that had an effect, else the newest
 * @param settledAt when money of it was settled last; null when none was
 */
record Known(LedgerEntry entry, @Nullable Instant settledAt) {}
