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
 * @param authentication what the card's issuer said before about who pays; null when nobody asked, or he could not say
 * @param stored that the card is kept, or was, and who asks for the money; null when it is not
 */
public record AttemptOrder(
        String downstreamReference,
        Money amount,
        PaymentMethod method,
        boolean isCaptured,
        @Nullable String returnUrl,
        @Nullable Authentication authentication,
        @Nullable StoredCredential stored)
        implements Order {

    /** An order whose payer comes from nowhere. */
    public AttemptOrder(String downstreamReference, Money amount, PaymentMethod method, boolean isCaptured) {
        this(downstreamReference, amount, method, isCaptured, null);
    }

    /** An order about which no issuer was asked. */
    public AttemptOrder(
            String downstreamReference,
            Money amount,
            PaymentMethod method,
            boolean isCaptured,
            @Nullable String returnUrl) {
        this(downstreamReference, amount, method, isCaptured, returnUrl, null, null);
    }

    /** Whether no payer is there whom anybody could ask: the merchant asks for the money of a card that he keeps. */
    public boolean isWithoutPayer() {
        return stored != null && stored.initiator() == StoredCredential.Initiator.MERCHANT;
    }

    /** Redacted: where the payer goes may be the address of his payment page. */
    @Override
    public String toString() {
        return "AttemptOrder[" + downstreamReference + ", " + amount + ", " + method + "]";
    }

    @Override
    public CompletionStage<AttemptOutcome> sendTo(Processor processor) {
        return processor.authorize(this);
    }
}
