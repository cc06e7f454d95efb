package io.quittance.engine.checkout;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenEnd;
import io.quittance.engine.token.TokenStage;
import io.quittance.engine.token.TokenUse;
import org.jspecify.annotations.Nullable;

/** The status codes of Connect-E (source systems, 4.3), as far as they are a state of a payment. */
public enum TokenCode {
    SUCCESSFUL(0, "paid; of a PREAUTH: the money is held until it is captured"),
    AUTHORIZING(3, "the payer's bank is asked who pays, or asks him"),
    DECLINED(5, "declined; no money was taken"),
    DUPLICATE(20, "the order was paid in another way; nothing was taken here"),
    FAILED(30, "the payment could not be made; no money was taken"),
    PROCESSING(40, "being processed: ask again"),
    REVOKED(90, "taken back before anything was sent; no money was taken"),
    WAITING_PRE_EXECUTE(99, "ready: nothing is taken before it is resumed");

    private final int number;
    private final String words;

    TokenCode(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** The number in the source system. */
    public int number() {
        return number;
    }

    /** What it means for the money. */
    public String words() {
        return words;
    }

    /** What became of it; null while nobody has paid with it, and when nobody did in time. */
    static @Nullable TokenCode of(TokenView view) {
        AccessToken token = view.token();
        if (token.stage() == TokenStage.EXECUTED) {
            return ofAttempt(view);
        } else if (status(view) == TokenStatus.EXPIRED) {
            return token.use() == null ? null : FAILED;
        } else if (token.stage() == TokenStage.ENDED) {
            return REVOKED;
        } else if (token.stage() == TokenStage.AWAITING_RESUME) {
            return WAITING_PRE_EXECUTE;
        } else if (token.stage() == TokenStage.AUTHENTICATING) {
            return AUTHORIZING;
        }
        return isOvertaken(view) ? DUPLICATE : null;
    }

    private static TokenCode ofAttempt(TokenView view) {
        return switch (attempt(view).status()) {
            case SUCCEEDED -> SUCCESSFUL;
            case DECLINED -> DECLINED;
            case NOT_PROCESSED -> FAILED;
            case PENDING -> attempt(view).course().isAwaitingPayer() ? AUTHORIZING : PROCESSING;
            case IN_DOUBT -> PROCESSING;
        };
    }

    static TokenStatus status(TokenView view) {
        AccessToken token = view.token();
        boolean isOverdue = token.isOverdue(view.asOf());
        return switch (token.stage()) {
            case ISSUED ->
                isOvertaken(view) ? TokenStatus.REVOKED : isOverdue ? TokenStatus.EXPIRED : TokenStatus.ISSUED;
            // A payer who left his issuer's page is recorded as a declined attempt: until then it is in use.
            case AUTHENTICATING -> TokenStatus.IN_USE;
            case AWAITING_RESUME -> isOverdue ? TokenStatus.EXPIRED : TokenStatus.AWAITING_RESUME;
            case EXECUTED -> attempt(view).course().isOpen() ? TokenStatus.IN_USE : TokenStatus.CONSUMED;
            case ENDED ->
                token.end() == TokenEnd.EXPIRED || token.end() == TokenEnd.LAPSED
                        ? TokenStatus.EXPIRED
                        : TokenStatus.REVOKED;
        };
    }

    /** Nobody used it, and its intent takes no attempt any more: it was paid in another way, or closed. */
    private static boolean isOvertaken(TokenView view) {
        return view.intent().snapshot().facts().closure() != null
                || view.intent().snapshot().facts().authorizedAttempt().isPresent();
    }

    private static Attempt attempt(TokenView view) {
        TokenUse use = view.token().use();
        if (use == null || use.attempt() == null) {
            throw new IllegalStateException("an executed token names its attempt");
        }
        return view.intent().attempts().get(use.attempt() - 1);
    }
}
