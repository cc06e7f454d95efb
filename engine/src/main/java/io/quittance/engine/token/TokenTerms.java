package io.quittance.engine.token;

import io.quittance.engine.personal.Sealed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an access token is for; fixed when it is issued. The money stands in the intent.
 *
 * @param waitsPreExecute whether nothing is authorised before the merchant says {@code resume}
 * @param merchantTransactionId the merchant's name for this token, never used for another; or null
 * @param savesCard whether the card is kept for the customer when the payment succeeds
 * @param expiresAt when it can no longer be used
 * @param returnUrl where the payer goes afterwards, sealed: it may name him; null for nowhere
 */
public record TokenTerms(
        boolean waitsPreExecute,
        @Nullable String merchantTransactionId,
        boolean savesCard,
        Instant expiresAt,
        @Nullable Sealed returnUrl) {

    /** The same, with its time counted from when it is recorded. */
    public TokenTerms until(Instant end) {
        return new TokenTerms(waitsPreExecute, merchantTransactionId, savesCard, end, returnUrl);
    }
}
