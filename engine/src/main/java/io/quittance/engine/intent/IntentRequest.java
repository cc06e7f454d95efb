package io.quittance.engine.intent;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants a payment intent to be, not yet checked; {@link RequestCheck} names every fault at once. A
 * component that is null was not sent.
 *
 * @param amount minor units, 1 to {@code Limits.AMOUNT_MINOR_MAX}
 * @param currency ISO 4217, alphabetic or numeric text
 * @param referenceId the merchant's own name for the checkout; the same reference is the same intent
 * @param captureMethod {@code automatic}, the default, or {@code manual}
 * @param description free text; stored sealed
 * @param customerId the merchant's own name for the customer
 * @param metadata the merchant's own pairs; stored sealed
 * @param statementDescriptor what the payer's statement shows
 * @param expiresAt when the intent takes no further attempt
 */
public record IntentRequest(
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String referenceId,
        @Nullable String captureMethod,
        @Nullable String description,
        @Nullable String customerId,
        Map<String, String> metadata,
        @Nullable String statementDescriptor,
        @Nullable Instant expiresAt) {

    /** An amount and nothing else. */
    public static IntentRequest of(long amountMinor, String currency) {
        return new IntentRequest(amountMinor, currency, null, null, null, null, Map.of(), null, null);
    }

    /** The same under the merchant's own reference. */
    public IntentRequest withReference(String reference) {
        return new IntentRequest(
                amount,
                currency,
                reference,
                captureMethod,
                description,
                customerId,
                metadata,
                statementDescriptor,
                expiresAt);
    }

    /** The same for a customer. */
    public IntentRequest withCustomer(String customer) {
        return new IntentRequest(
                amount,
                currency,
                referenceId,
                captureMethod,
                description,
                customer,
                metadata,
                statementDescriptor,
                expiresAt);
    }

    /** The same with a description and pairs of the merchant's own. */
    public IntentRequest withPersonal(@Nullable String text, Map<String, String> pairs) {
        return new IntentRequest(
                amount, currency, referenceId, captureMethod, text, customerId, pairs, statementDescriptor, expiresAt);
    }

    /** The same, captured with the authorisation or by hand. */
    public IntentRequest withCapture(@Nullable String method) {
        return new IntentRequest(
                amount,
                currency,
                referenceId,
                method,
                description,
                customerId,
                metadata,
                statementDescriptor,
                expiresAt);
    }

    /** The same, taking no further attempt from this moment on. */
    public IntentRequest expiringAt(@Nullable Instant time) {
        return new IntentRequest(
                amount,
                currency,
                referenceId,
                captureMethod,
                description,
                customerId,
                metadata,
                statementDescriptor,
                time);
    }

    @Override
    public String toString() {
        return "IntentRequest[" + amount + " " + currency + ", reference " + referenceId + "]";
    }
}
