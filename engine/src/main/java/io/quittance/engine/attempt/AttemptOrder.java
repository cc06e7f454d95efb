package io.quittance.engine.attempt;

import io.quittance.engine.money.Money;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The order to authorise a payment.
 *
 * @param downstreamReference our reference for this attempt: intent id and attempt number
 * @param amount how much to authorise
 * @param method how the payer pays
 * @param isCaptured whether the money is taken with the authorisation, or held until a capture
 * @param returnUrl where the payer goes after what the counterparty may ask of him; null for nowhere
 */
public record AttemptOrder(
        String downstreamReference,
        Money amount,
        PaymentMethod method,
        boolean isCaptured,
        @Nullable String returnUrl) implements Order {

    /** An order whose payer comes from nowhere. */
    public AttemptOrder(String downstreamReference, Money amount, PaymentMethod method, boolean isCaptured) {
        this(downstreamReference, amount, method, isCaptured, null);
    }

    @Override
    public CompletionStage<AttemptOutcome> sendTo(Processor processor) {
        return processor.authorize(this);
    }
}
