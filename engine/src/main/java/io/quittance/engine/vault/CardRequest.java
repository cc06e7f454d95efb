package io.quittance.engine.vault;

import io.quittance.engine.intent.CardDetails;
import org.jspecify.annotations.Nullable;

/**
 * A card to be kept, not yet checked.
 *
 * @param card null when it was not sent
 * @param customerId the merchant's name for whose card it is; needed for a saved one
 * @param isSaved whether the customer lets the merchant keep it; else it is for one payment
 */
public record CardRequest(
        @Nullable CardDetails card, @Nullable String customerId, boolean isSaved) {}
