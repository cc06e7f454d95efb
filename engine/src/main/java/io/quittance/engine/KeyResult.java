package io.quittance.engine;

import io.quittance.engine.idempotency.KeyStanding;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Refusal;
import org.jspecify.annotations.Nullable;

/** What became of the request under a key. */
public sealed interface KeyResult {

    /**
     * Told by the intent that owns the key.
     *
     * @param intent as it stands now; null when nothing is recorded under the key
     */
    record Told(KeyStanding standing, @Nullable IntentView intent) implements KeyResult {}

    /** Nobody could tell now. */
    record Refused(Refusal refusal) implements KeyResult {}
}
