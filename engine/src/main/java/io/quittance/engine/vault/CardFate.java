package io.quittance.engine.vault;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.id.CardId;
import io.quittance.engine.token.AccessToken;
import java.util.List;

/** What becomes of a card that is not saved and whose time is over. Pure. */
public enum CardFate {
    /** Its payment kept it for the customer. */
    SAVED,
    /** Something is open that may still need it. */
    LEFT,
    /** Nobody needs it. */
    FORGOTTEN;

    /**
     * By what became of the payment that it was for.
     *
     * @param attempts of that payment; none when there is no such payment
     * @param tokens of that payment
     */
    public static CardFate of(CardId card, List<Attempt> attempts, List<AccessToken> tokens) {
        if (attempts.stream().anyMatch(attempt -> keeps(attempt, card))) {
            return SAVED;
        }
        boolean isOpen = attempts.stream().anyMatch(attempt -> attempt.course().isOpen())
                || tokens.stream().anyMatch(token -> isLiveWith(token, card));
        return isOpen ? LEFT : FORGOTTEN;
    }

    private static boolean keeps(Attempt attempt, CardId card) {
        StoredCredential stored = attempt.method().stored();
        return attempt.status() == AttemptStatus.SUCCEEDED
                && stored != null
                && stored.crossReference().equals(card.crossReference());
    }

    private static boolean isLiveWith(AccessToken token, CardId card) {
        return token.isLive() && token.use() != null && token.use().card().equals(card);
    }
}
