package io.quittance.engine.checkout;

import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Stands for payers in browsers in an engine that was started without a card vault. */
public final class NoCheckout implements Checkout {

    @Override
    public CompletionStage<CheckoutResult> issue(Tenant tenant, TokenRequest request, @Nullable IdempotencyKey key) {
        return refused();
    }

    @Override
    public CompletionStage<CheckoutResult> find(Tenant tenant, TokenId id) {
        return refused();
    }

    @Override
    public CompletionStage<CheckoutResult> revoke(Tenant tenant, TokenId id) {
        return refused();
    }

    @Override
    public CompletionStage<CheckoutResult> resume(
            Tenant tenant, TokenId id, String page, @Nullable IdempotencyKey key) {
        return refused();
    }

    @Override
    public Optional<TokenId> read(String token) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<CheckoutResult> look(TokenId id, String page) {
        return refused();
    }

    @Override
    public CompletionStage<CheckoutResult> submit(TokenId id, CardDetails card, String page) {
        return refused();
    }

    private static CompletionStage<CheckoutResult> refused() {
        Refusal refusal = Refusal.of(
                Refusal.Code.NOT_SUPPORTED, "This server takes no payments of payers in browsers. Nothing was done.");
        return CompletableFuture.completedFuture(new CheckoutResult.Refused(refusal, null));
    }
}
