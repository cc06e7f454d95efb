package io.quittance.engine.intent;

import io.quittance.engine.money.Money;
import io.quittance.engine.personal.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a payment intent is about; fixed when it is created.
 *
 * @param amount what the payer owes
 * @param referenceId the merchant's own name for the checkout, or null
 * @param captureMethod when the money is taken
 * @param customerId the merchant's own name for the customer, or null
 * @param statementDescriptor what the payer's statement shows, or null
 * @param personal description and metadata, sealed, or null
 * @param expiresAt when the intent takes no further attempt, or null
 */
public record Terms(
        Money amount,
        @Nullable String referenceId,
        CaptureMethod captureMethod,
        @Nullable String customerId,
        @Nullable String statementDescriptor,
        @Nullable Sealed personal,
        @Nullable Instant expiresAt) {

    /** The same with their personal part. */
    public Terms with(Sealed sealed) {
        return new Terms(amount, referenceId, captureMethod, customerId, statementDescriptor, sealed, expiresAt);
    }

    /** The fields that make another request for the same reference another payment. Names as in requests. */
    public List<String> differences(Terms other) {
        List<String> names = new ArrayList<>();
        if (amount.minorUnits() != other.amount.minorUnits()) {
            names.add("amount");
        }
        if (!amount.currency().equals(other.amount.currency())) {
            names.add("currency");
        }
        if (captureMethod != other.captureMethod) {
            names.add("capture_method");
        }
        if (!Objects.equals(customerId, other.customerId)) {
            names.add("customer_id");
        }
        return names;
    }
}
