package io.quittance.engine.intent;

import akka.actor.typed.ActorRef;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.token.TokenTerms;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an intent hears about its access tokens. Few have a key, and need none: a token pays once. */
public sealed interface TokenCommand extends IntentCommand.Request {

    /** What makes a repeat known; null where the token alone does. */
    @Override
    default @Nullable KeyedRequest request() {
        return null;
    }

    /** Which of the intent's tokens, from 1; 0 when it is yet to be made. */
    int number();

    /**
     * Make the intent if it does not exist, and give it a token.
     *
     * @param claim what makes the token's own name unique in the journal; null when it has none
     */
    record Issue(
            Tenant tenant,
            Terms terms,
            TokenTerms token,
            @Nullable String claim,
            @Nullable KeyedRequest request,
            ActorRef<IntentReply> replyTo)
            implements TokenCommand {

        @Override
        public int number() {
            return 0;
        }
    }

    /** A payer gave a card. The vault holds it already. */
    record Use(Tenant tenant, int number, MethodSummary method, CardId card, ActorRef<IntentReply> replyTo)
            implements TokenCommand {}

    /** A command after which the order may leave. */
    sealed interface Executing extends TokenCommand, IntentCommand.Sending {

        /** The card; null when it is lost, and nothing can be sent. */
        @Nullable
        PaymentMethod card();

        @Override
        default PaymentMethod method() {
            return Objects.requireNonNull(card(), "nothing is sent without a card");
        }
    }

    /** The issuer said something about who pays. */
    record Authenticated(
            Tenant tenant,
            int number,
            AuthenticationResult result,
            PaymentMethod.@Nullable Card card,
            @Nullable String returnUrl,
            ActorRef<IntentReply> replyTo)
            implements Executing {

        /** Redacted: it holds the address of a payment page. */
        @Override
        public String toString() {
            return "Authenticated[" + number + "]";
        }
    }

    /**
     * The merchant says: now.
     *
     * @param looked which card was looked for in the vault: that of the payer who was there; null when none was
     * @param request the keyed request; null when it had no key
     */
    record Resume(
            Tenant tenant,
            int number,
            PaymentMethod.@Nullable Card card,
            @Nullable CardId looked,
            @Nullable String returnUrl,
            @Nullable KeyedRequest request,
            ActorRef<IntentReply> replyTo)
            implements Executing {

        /** Redacted: it holds the address of a payment page. */
        @Override
        public String toString() {
            return "Resume[" + number + "]";
        }
    }

    /** The merchant takes a token back. */
    record Revoke(Tenant tenant, int number, ActorRef<IntentReply> replyTo) implements TokenCommand {}
}
