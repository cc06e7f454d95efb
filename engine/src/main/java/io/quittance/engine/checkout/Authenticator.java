package io.quittance.engine.checkout;

import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.money.Money;
import java.util.concurrent.CompletionStage;

/**
 * The port to the card issuers' authentication (EMV 3-D Secure), before any money is asked for. It moves no money: it
 * may be asked again at any time. Methods return at once and never throw; safe for any thread. A stage that fails or
 * takes longer than {@link io.quittance.engine.Limits#AUTHENTICATION_WAIT} counts as
 * {@link AuthenticationResult.Unavailable}.
 */
public interface Authenticator {

    /** An acquirer that authenticates by itself, or not at all: every card goes to it unauthenticated. */
    Authenticator NONE = new NoAuthenticator();

    /** Begins, or tells how the one with this reference stands. */
    CompletionStage<AuthenticationResult> begin(Order order);

    /** How an authentication stands that was begun; a challenge that nobody answered in time has failed. */
    CompletionStage<AuthenticationResult> inquire(String reference);

    /**
     * What is to be authenticated.
     *
     * @param reference ours, the same for every repeat
     * @param returnUrl where the payer's browser goes when the issuer is done with him
     */
    record Order(String reference, Money amount, PaymentMethod.Card card, String returnUrl) {

        /** Redacted: the address opens a payment page. */
        @Override
        public String toString() {
            return "Order[" + reference + ", " + amount + ", " + card + "]";
        }
    }
}
