package io.quittance.engine.attempt;

import io.quittance.engine.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The question what became of an order. Everything in it is recorded with the order, so that it can be asked by another
 * process too.
 *
 * @param downstreamReference the order's reference at the counterparty
 * @param amount how much it moves
 * @param method how the payer pays, or paid
 * @param operation what it does with an authorisation; null when it asks for one
 * @param original the reference of the attempt that was authorised; the order's own when it asks for one
 */
public record Inquiry(
        String downstreamReference,
        Money amount,
        MethodSummary method,
        @Nullable OperationKind operation,
        String original) {

    /** The question about an attempt. */
    public static Inquiry ofAttempt(String downstreamReference, Money amount, MethodSummary method) {
        return new Inquiry(downstreamReference, amount, method, null, downstreamReference);
    }
}
