package io.quittance.engine.checkout;

import io.quittance.engine.id.TokenId;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.token.AccessToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token as its merchant and its payer may see it. Immutable.
 *
 * @param token the recorded facts
 * @param intent what it pays, as it stands
 * @param returnUrl where the payer goes afterwards; null for nowhere, and when its key was destroyed
 * @param asOf when it was looked at: what is overdue has ended
 */
public record TokenView(
        TokenId id,
        AccessToken token,
        IntentView intent,
        @Nullable String returnUrl,
        Instant asOf) {

    /** How it stands. */
    public TokenStatus status() {
        return TokenCode.status(this);
    }

    /** What became of the payment, in the source system's numbers (Connect-E, 4.3); null while nobody has paid. */
    public @Nullable TokenCode code() {
        return TokenCode.of(this);
    }

    /** Whether its own attempt took or holds the money. */
    public boolean isPaid() {
        return code() == TokenCode.SUCCESSFUL;
    }

    /** Whether something may still become of it. */
    public boolean isOpen() {
        TokenStatus now = status();
        return now == TokenStatus.ISSUED || now == TokenStatus.IN_USE || now == TokenStatus.AWAITING_RESUME;
    }

    /** Redacted: the return address may name a payer. */
    @Override
    public String toString() {
        return "TokenView[" + id + ", " + token.stage() + "]";
    }
}
