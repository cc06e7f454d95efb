package io.quittance.engine.token;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Authentication;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.id.CardId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a payer did with an access token.
 *
 * @param card where the vault keeps the card meanwhile
 * @param deadline when the authentication, later the pause, is over
 * @param challenge where the issuer asks the payer; null when it did not, or has not yet
 * @param proof what the issuer said; null when it could not say, or has not yet
 * @param attempt the number of the attempt that was made with it; null while none was
 */
public record TokenUse(
        MethodSummary method,
        CardId card,
        Instant deadline,
        @Nullable NextAction challenge,
        @Nullable Authentication proof,
        @Nullable Integer attempt) {

    /** A card was given. */
    public static TokenUse begun(MethodSummary method, CardId card, Instant deadline) {
        return new TokenUse(method, card, deadline, null, null, null);
    }

    /** The same, the payer sent to his issuer. */
    TokenUse challenged(NextAction where) {
        // Who answers at the last moment is on his way back.
        Instant end = where.until().plus(Limits.PAYER_ACTION_GRACE);
        return new TokenUse(method, card, end.isBefore(deadline) ? end : deadline, where, proof, attempt);
    }

    /** The same, the issuer's word known. */
    TokenUse authenticated(@Nullable Authentication said) {
        return new TokenUse(method, card, deadline, challenge, said, attempt);
    }

    /** The same, waiting for the merchant. */
    TokenUse paused(Instant resumeBefore) {
        return new TokenUse(method, card, resumeBefore, challenge, proof, attempt);
    }

    /** The same, its attempt made. */
    TokenUse executed(int number) {
        return new TokenUse(method, card, deadline, challenge, proof, number);
    }
}
