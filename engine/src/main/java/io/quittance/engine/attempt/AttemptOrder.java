package io.quittance.engine.attempt;

import io.quittance.engine.money.Money;
import java.util.concurrent.CompletionStage;

/**
 * The order to authorise a payment.
 *
 * @param downstreamReference our reference for this attempt: intent id and attempt number
 * @param amount how much to authorise
 * @param method how the payer pays
 * @param isCaptured whether the money is taken with the authorisation, or held until a capture
 */
public record AttemptOrder(String downstreamReference, Money amount, PaymentMethod method, boolean isCaptured)
        implements Order {

    @Override
    public CompletionStage<AttemptOutcome> sendTo(Processor processor) {
        return processor.authorize(this);
    }
}
