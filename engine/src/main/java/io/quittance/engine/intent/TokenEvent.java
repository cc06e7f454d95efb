package io.quittance.engine.intent;

import io.quittance.engine.attempt.Authentication;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.id.CardId;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.token.TokenEnd;
import io.quittance.engine.token.TokenTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an access token of an intent (CE-1). That it was executed is told by the attempt that follows in the
 * same commit; a token itself is not in the journal, only its number.
 */
public sealed interface TokenEvent extends IntentEvent {

    /** Which of the intent's tokens, from 1. */
    int number();

    /**
     * The merchant's own name for the token is taken (CE-10).
     *
     * @param claim what makes it unique in the journal
     */
    record TokenNamed(Instant at, int number, @Override String claim) implements TokenEvent {}

    /**
     * A merchant may send a payer to its page.
     *
     * @param request the keyed request that asked for it; null when it had no key
     */
    record TokenIssued(
            Instant at,
            int number,
            TokenTerms terms,
            @Nullable KeyedRequest request) implements TokenEvent {

        @Override
        public @Nullable String claim() {
            return request == null ? null : request.claim();
        }
    }

    /**
     * A payer gave a card. From here on no other card and no other tab can.
     *
     * @param card where the vault keeps it
     * @param deadline when the issuer must have said who he is
     */
    record TokenUsed(Instant at, int number, MethodSummary method, CardId card, Instant deadline)
            implements TokenEvent {}

    /** The issuer wants to ask the payer who he is. */
    record TokenChallenged(Instant at, int number, NextAction where) implements TokenEvent {}

    /**
     * The card may be authorised.
     *
     * @param proof what the issuer said; null when it could not say
     */
    record TokenAuthenticated(
            Instant at, int number, @Nullable Authentication proof) implements TokenEvent {}

    /** Everything is ready; the merchant has to resume, by then. */
    record TokenPaused(Instant at, int number, Instant resumeBefore) implements TokenEvent {}

    /** The merchant resumed. */
    record TokenResumed(Instant at, int number) implements TokenEvent {}

    /** It ended without an attempt. */
    record TokenEnded(Instant at, int number, TokenEnd why) implements TokenEvent {}
}
