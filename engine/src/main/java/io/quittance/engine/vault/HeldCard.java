package io.quittance.engine.vault;

import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a card in the vault. Immutable; never holds the number.
 *
 * @param customerId the merchant's name for whose card it is; null for nobody's
 * @param intent the payment that it was given for, or first used for; null when none yet
 * @param expiry the last month in which the card is valid
 * @param isSaved whether it is the customer's until he takes it back; else it is gone at {@code until}
 * @param until when a card that is not saved is no longer needed; null for one that is saved
 */
public record HeldCard(
        CardId id,
        Tenant tenant,
        @Nullable String customerId,
        @Nullable IntentId intent,
        MethodSummary summary,
        YearMonth expiry,
        boolean isSaved,
        Instant createdAt,
        @Nullable Instant until) {

    /** Whether the card's last month is over. */
    public boolean isExpired(YearMonth today) {
        return expiry.isBefore(today);
    }
}
