package io.quittance.engine.vault;

import io.quittance.engine.id.CardId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.Listing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An engine that keeps no cards. Safe for any thread. */
public final class NoCards implements Cards {

    @Override
    public CompletionStage<CardResult> keep(Tenant tenant, CardRequest request) {
        return refused();
    }

    @Override
    public CompletionStage<Listing<CardView>> saved(Tenant tenant, String customerId, boolean includesExpired) {
        return CompletableFuture.completedFuture(new Listing.Refused<>(Refusal.keepsNoCards()));
    }

    @Override
    public CompletionStage<CardResult> find(Tenant tenant, CardId id) {
        return refused();
    }

    @Override
    public CompletionStage<CardResult> forget(Tenant tenant, CardId id) {
        return refused();
    }

    private static CompletionStage<CardResult> refused() {
        return CompletableFuture.completedFuture(new CardResult.Refused(Refusal.keepsNoCards()));
    }
}
