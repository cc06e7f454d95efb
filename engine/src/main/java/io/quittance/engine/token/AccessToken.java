package io.quittance.engine.token;

import io.quittance.engine.attempt.Authentication;
import io.quittance.engine.attempt.NextAction;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One access token of an intent, as it stands. Immutable.
 *
 * @param number which of the intent's tokens, from 1
 * @param use what a payer did with it; null when nobody did
 * @param end why it ended without an attempt; null when it did not
 */
public record AccessToken(
        int number,
        TokenTerms terms,
        Instant issuedAt,
        TokenStage stage,
        @Nullable TokenUse use,
        @Nullable TokenEnd end) {

    /** A new one. */
    public static AccessToken issued(int number, TokenTerms terms, Instant at) {
        return new AccessToken(number, terms, at, TokenStage.ISSUED, null, null);
    }

    /** Whether it can still lead to an attempt. */
    public boolean isLive() {
        return stage == TokenStage.ISSUED || stage.isInUse();
    }

    /** When it ends by itself; empty when it has ended, or was executed. */
    public Optional<Instant> deadline() {
        if (stage == TokenStage.ISSUED) {
            return Optional.of(terms.expiresAt());
        }
        return stage.isInUse() && use != null ? Optional.of(use.deadline()) : Optional.empty();
    }

    /** Whether its time is over, recorded or not. */
    public boolean isOverdue(Instant now) {
        return deadline().filter(end -> !now.isBefore(end)).isPresent();
    }

    /** What the payer has to do at his issuer; null when nothing. */
    public @Nullable NextAction challenge() {
        return stage == TokenStage.AUTHENTICATING && use != null ? use.challenge() : null;
    }

    /** The same, a card given. */
    public AccessToken used(TokenUse begun) {
        return new AccessToken(number, terms, issuedAt, TokenStage.AUTHENTICATING, begun, null);
    }

    /** The same, its payer sent to his issuer. */
    public AccessToken challenged(NextAction where) {
        return new AccessToken(number, terms, issuedAt, stage, inUse().challenged(where), null);
    }

    /** The same, its issuer's word known; null when the issuer could not say. */
    public AccessToken authenticated(@Nullable Authentication said) {
        return new AccessToken(number, terms, issuedAt, stage, inUse().authenticated(said), null);
    }

    /** The same, waiting for the merchant. */
    public AccessToken paused(Instant resumeBefore) {
        TokenUse ready = inUse().paused(resumeBefore);
        return new AccessToken(number, terms, issuedAt, TokenStage.AWAITING_RESUME, ready, null);
    }

    /** The same, its attempt made. */
    public AccessToken executed(int attempt) {
        return new AccessToken(number, terms, issuedAt, TokenStage.EXECUTED, inUse().executed(attempt), null);
    }

    /** The same, ended without an attempt. */
    public AccessToken ended(TokenEnd why) {
        return new AccessToken(number, terms, issuedAt, TokenStage.ENDED, use, why);
    }

    private TokenUse inUse() {
        if (use == null) {
            throw new IllegalStateException("nobody has used access token " + number);
        }
        return use;
    }
}
