package io.quittance.engine.vault;

import io.quittance.engine.intent.Refusal;

/** What became of a request about a card. */
public sealed interface CardResult {

    /** It was done, or is told; a card that was forgotten is told as it was. */
    record Told(CardView card) implements CardResult {}

    /** Nothing was done. */
    record Refused(Refusal refusal) implements CardResult {}
}
