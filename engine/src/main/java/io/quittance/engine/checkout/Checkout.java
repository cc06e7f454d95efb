package io.quittance.engine.checkout;

import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.CardDetails;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Payments that a payer makes in his browser (Connect-E, CE-1 to CE-17). A merchant asks for an access token and sends
 * the payer to its page; the token pays once, for one order and one amount, or never. Methods return at once and are
 * safe for any thread; a stage does not fail: what cannot be done is refused. Another merchant's token does not exist.
 *
 * <p>{@code page} is the address of the token's own payment page, where a payer's bank sends him back to.
 */
public interface Checkout {

    /** The path under which the keys of {@link #issue} live, as over HTTP. */
    String ISSUE_PATH = "/v1/access_tokens";

    /**
     * A token for an order. When the order is paid, or a payment of it is under way, it is refused with the intent; an
     * older token that nobody used ends.
     */
    CompletionStage<CheckoutResult> issue(Tenant tenant, TokenRequest request, @Nullable IdempotencyKey key);

    /** The token as it stands. Changes nothing. */
    CompletionStage<CheckoutResult> find(Tenant tenant, TokenId id);

    /** Ends a token before anything is sent to the acquirer; refused when it was executed or has ended (CE-4, CE-5). */
    CompletionStage<CheckoutResult> revoke(Tenant tenant, TokenId id);

    /**
     * Executes a token that waits for it: once, and in time; refused at any other moment (CE-7). A repeat with the same
     * key gets the same answer. Without one the token itself is the key, and a repeat is refused.
     */
    CompletionStage<CheckoutResult> resume(Tenant tenant, TokenId id, String page, @Nullable IdempotencyKey key);

    /** The token that a payer's browser names; empty when we never made it. Wakes nobody. */
    Optional<TokenId> read(String token);

    /** The token as its payer sees it. Asks the issuer how a challenge stands, and goes on when it is passed. */
    CompletionStage<CheckoutResult> look(TokenId id, String page);

    /**
     * Pays with a card. Only the first of several at the same time does; the others are told how the token stands.
     * Refused with the faults of the card's fields, or because it has expired: then the token can still be used.
     */
    CompletionStage<CheckoutResult> submit(TokenId id, CardDetails card, String page);
}
