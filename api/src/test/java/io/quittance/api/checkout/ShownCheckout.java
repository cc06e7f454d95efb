package io.quittance.api.checkout;

import io.quittance.engine.checkout.Checkout;
import io.quittance.engine.checkout.CheckoutResult;
import io.quittance.engine.checkout.TokenRequest;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A checkout of one token that stands as a test says, and remembers what a payer sent. Safe for any thread. */
final class ShownCheckout implements Checkout {
    private volatile TokenView shown = GivenToken.issued();
    private volatile Refusal refusal;
    private volatile Refusal lookRefusal;
    private volatile boolean isFailing;
    private final List<CardDetails> cards = new ArrayList<>();
    private final List<String> pages = new ArrayList<>();

    void shows(TokenView view) {
        shown = view;
        refusal = null;
        isFailing = false;
        lookRefusal = null;
        cards.clear();
        pages.clear();
    }

    /** The next card is refused so. */
    void refuses(Refusal why) {
        refusal = why;
    }

    /** The next card meets a failure that names it. */
    void fails() {
        isFailing = true;
    }

    /** Nobody can say how the token stands. */
    void tellsNothing(Refusal why) {
        lookRefusal = why;
    }

    /** The cards that were given, oldest first. */
    synchronized List<CardDetails> cards() {
        return List.copyOf(cards);
    }

    /** Where the payer's bank was told to send him back to. */
    synchronized List<String> pages() {
        return List.copyOf(pages);
    }

    @Override
    public Optional<TokenId> read(String token) {
        return TokenId.parse(token).filter(shown.id()::equals);
    }

    @Override
    public CompletionStage<CheckoutResult> look(TokenId id, String page) {
        return lookRefusal == null ? told() : refused(lookRefusal);
    }

    @Override
    public synchronized CompletionStage<CheckoutResult> submit(TokenId id, CardDetails card, String page) {
        cards.add(card);
        pages.add(page);
        if (isFailing) {
            return CompletableFuture.failedFuture(new IllegalStateException("no place for " + card.number()));
        }
        return refusal == null ? told() : refused(refusal);
    }

    private CompletionStage<CheckoutResult> told() {
        return CompletableFuture.completedFuture(new CheckoutResult.Told(shown, false));
    }

    private static CompletionStage<CheckoutResult> refused(Refusal why) {
        return CompletableFuture.completedFuture(new CheckoutResult.Refused(why, null));
    }

    @Override
    public CompletionStage<CheckoutResult> issue(Tenant tenant, TokenRequest request, IdempotencyKey key) {
        throw new UnsupportedOperationException("a payer issues nothing");
    }

    @Override
    public CompletionStage<CheckoutResult> find(Tenant tenant, TokenId id) {
        throw new UnsupportedOperationException("a payer is no merchant");
    }

    @Override
    public CompletionStage<CheckoutResult> revoke(Tenant tenant, TokenId id) {
        throw new UnsupportedOperationException("a payer revokes nothing");
    }

    @Override
    public CompletionStage<CheckoutResult> resume(
            Tenant tenant, TokenId id, String page, @Nullable IdempotencyKey key) {
        throw new UnsupportedOperationException("a payer resumes nothing");
    }
}
