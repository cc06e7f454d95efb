package io.quittance.persistence.memory;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.vault.CardVault;
import io.quittance.engine.vault.HeldCard;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cards in memory, gone with the process; for simulations, which need every answer at once, and for tests. A code is
 * kept until its card is saved, or gone. Safe for any thread.
 */
public final class InMemoryCards implements CardVault {

    private final InstantSource clock;
    private final IdSource ids;
    private final Map<CardId, Kept> cards = new LinkedHashMap<>();

    private record Kept(HeldCard held, PaymentMethod.Card card) {}

    public InMemoryCards(InstantSource clock, IdSource ids) {
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public synchronized CompletionStage<HeldCard> hold(Tenant tenant, PaymentMethod.Card card, Purpose purpose) {
        HeldCard held = new HeldCard(
                CardId.random(ids),
                tenant,
                purpose.customerId(),
                purpose.intent(),
                card.summary(),
                card.expiry(),
                false,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                purpose.until().truncatedTo(ChronoUnit.MILLIS));
        cards.put(held.id(), new Kept(held, card));
        return done(held);
    }

    @Override
    public synchronized CompletionStage<Optional<HeldCard>> find(Tenant tenant, CardId id) {
        return done(mine(tenant, id).map(Kept::held));
    }

    @Override
    public synchronized CompletionStage<Optional<PaymentMethod.Card>> open(Tenant tenant, CardId id) {
        return done(mine(tenant, id).map(Kept::card));
    }

    @Override
    public synchronized CompletionStage<Boolean> claim(Tenant tenant, CardId id, IntentId intent) {
        Optional<HeldCard> card = mine(tenant, id).map(Kept::held);
        boolean isFree = card.filter(held -> held.isSaved() || held.intent() == null || intent.equals(held.intent()))
                .isPresent();
        card.filter(held -> held.intent() == null).ifPresent(held -> change(held, intent, held.isSaved()));
        return done(isFree);
    }

    @Override
    public synchronized CompletionStage<Void> save(Tenant tenant, CardId id) {
        mine(tenant, id).ifPresent(kept -> {
            PaymentMethod.Card card = kept.card();
            cards.put(id, new Kept(kept.held(), new PaymentMethod.Card(card.number(), card.expiry(), null)));
            change(kept.held(), kept.held().intent(), true);
        });
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Boolean> forget(Tenant tenant, CardId id) {
        boolean wasThere = mine(tenant, id).isPresent();
        if (wasThere) {
            cards.remove(id);
        }
        return done(wasThere);
    }

    @Override
    public synchronized CompletionStage<List<HeldCard>> saved(Tenant tenant, String customerId) {
        List<HeldCard> found = new ArrayList<>(
                all(held -> held.isSaved() && held.tenant().equals(tenant) && customerId.equals(held.customerId())));
        Collections.reverse(found);
        found.sort(Comparator.comparing(HeldCard::createdAt).reversed());
        return done(found.stream().limit(Limits.SAVED_CARDS_TOLD_MAX).toList());
    }

    @Override
    public synchronized CompletionStage<List<HeldCard>> overdue(Instant now, int limit) {
        List<HeldCard> found = new ArrayList<>(all(held -> held.until() != null && !now.isBefore(held.until())));
        found.sort(Comparator.comparing(HeldCard::until));
        return done(found.stream().limit(limit).toList());
    }

    private List<HeldCard> all(Predicate<HeldCard> which) {
        return cards.values().stream().map(Kept::held).filter(which).toList();
    }

    private Optional<Kept> mine(Tenant tenant, CardId id) {
        return Optional.ofNullable(cards.get(id))
                .filter(kept -> kept.held.tenant().equals(tenant));
    }

    private void change(HeldCard held, @Nullable IntentId intent, boolean isSaved) {
        HeldCard changed = new HeldCard(
                held.id(),
                held.tenant(),
                held.customerId(),
                intent,
                held.summary(),
                held.expiry(),
                isSaved,
                held.createdAt(),
                isSaved ? null : held.until());
        cards.computeIfPresent(held.id(), (id, kept) -> new Kept(changed, kept.card));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
