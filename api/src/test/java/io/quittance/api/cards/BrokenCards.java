package io.quittance.api.cards;

import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.vault.CardVault;
import io.quittance.engine.vault.HeldCard;
import io.quittance.persistence.sqlite.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A vault whose disk is gone. */
public final class BrokenCards implements CardVault {

    @Override
    public CompletionStage<HeldCard> hold(Tenant tenant, PaymentMethod.Card card, Purpose purpose) {
        return broken();
    }

    @Override
    public CompletionStage<Optional<HeldCard>> find(Tenant tenant, CardId id) {
        return broken();
    }

    @Override
    public CompletionStage<Optional<PaymentMethod.Card>> open(Tenant tenant, CardId id) {
        return broken();
    }

    @Override
    public CompletionStage<Boolean> claim(Tenant tenant, CardId id, IntentId intent) {
        return broken();
    }

    @Override
    public CompletionStage<Void> save(Tenant tenant, CardId id) {
        return broken();
    }

    @Override
    public CompletionStage<Boolean> forget(Tenant tenant, CardId id) {
        return broken();
    }

    @Override
    public CompletionStage<List<HeldCard>> saved(Tenant tenant, String customerId) {
        return broken();
    }

    @Override
    public CompletionStage<List<HeldCard>> overdue(Instant now, int limit) {
        return broken();
    }

    private static <T> CompletionStage<T> broken() {
        return CompletableFuture.failedStage(new StoreException("the disk is gone", null));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
