package io.quittance.engine.attempt;

import io.quittance.engine.money.Money;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The order to do something with an authorisation.
 *
 * @param downstreamReference our reference for this operation: intent id and operation number
 * @param kind what to do
 * @param amount how much of it
 * @param original our reference of the attempt that was authorised
 * @param acquirerReference the acquirer's own name of that authorisation; null when it never told one
 * @param isLast for a capture, whether the rest of the authorisation is released
 * @param terminalId the terminal at which it was authorised; null when that was at none
 */
public record OperationOrder(
        String downstreamReference,
        OperationKind kind,
        Money amount,
        String original,
        @Nullable String acquirerReference,
        boolean isLast,
        @Nullable String terminalId)
        implements Order {

    /** An order about what was authorised at no terminal. */
    public OperationOrder(
            String downstreamReference,
            OperationKind kind,
            Money amount,
            String original,
            @Nullable String acquirerReference,
            boolean isLast) {
        this(downstreamReference, kind, amount, original, acquirerReference, isLast, null);
    }

    @Override
    public CompletionStage<AttemptOutcome> sendTo(Processor processor) {
        return processor.operate(this);
    }
}
