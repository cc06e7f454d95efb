package io.quittance.engine.checkout;

import org.jspecify.annotations.Nullable;

/**
 * An access token, as a merchant asks for it; not yet checked.
 *
 * @param orderId the merchant's name for the order: the reference of its intent
 * @param amount in minor units of {@code currency}
 * @param currency ISO 4217, alphabetic or numeric
 * @param transactionType {@code SALE} or {@code PREAUTH}; the source system's other types are not for a payer (CE-12)
 * @param waitPreExecute whether nothing is authorised before {@code resume}; null for no
 * @param merchantTransactionId unique for each token (CE-10), or null
 * @param returnUrl where the payer goes afterwards, or null
 * @param customerId the merchant's name for the customer, or null; required to save a card
 * @param saveCard whether the card is kept for the customer when the payment succeeds; null for no
 */
public record TokenRequest(
        @Nullable String orderId,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String transactionType,
        @Nullable Boolean waitPreExecute,
        @Nullable String merchantTransactionId,
        @Nullable String returnUrl,
        @Nullable String customerId,
        @Nullable Boolean saveCard) {

    /** Redacted: the return address may name a payer. */
    @Override
    public String toString() {
        return "TokenRequest[" + orderId + ", " + amount + " " + currency + ", " + transactionType + "]";
    }
}
