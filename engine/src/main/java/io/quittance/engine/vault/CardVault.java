package io.quittance.engine.vault;

import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps cards, encrypted, outside the journal, and only while they are needed. Another merchant's card does not exist.
 * Safe for any thread; methods return at once, and a stage fails when the vault's store does. A security code is never
 * written anywhere: it stays in memory for a while, and after a restart the card is without it.
 */
public interface CardVault extends AutoCloseable {

    /**
     * What a card is held for.
     *
     * @param customerId whose card it is; null for nobody's
     * @param intent the payment it is meant for, which alone may use it; null for the first that comes
     * @param until when it is no longer needed, unless it is saved by then
     */
    record Purpose(@Nullable String customerId, @Nullable IntentId intent, Instant until) {}

    /** Keeps a card; durable when the stage completes. */
    CompletionStage<HeldCard> hold(Tenant tenant, PaymentMethod.Card card, Purpose purpose);

    /** What is known of a card; empty when it is not there any more, or never was. */
    CompletionStage<Optional<HeldCard>> find(Tenant tenant, CardId id);

    /** The card itself, with its code when it still is in memory; empty as {@link #find}. */
    CompletionStage<Optional<PaymentMethod.Card>> open(Tenant tenant, CardId id);

    /**
     * From now on only this payment may use a card that is not saved. Durable when the stage completes.
     *
     * @return false when another payment has it already, or when it is gone; a saved card is everybody's
     */
    CompletionStage<Boolean> claim(Tenant tenant, CardId id, IntentId intent);

    /**
     * The customer lets the merchant keep the card: it is there until it is forgotten, without its security code, which
     * was for one payment. Nothing when it is gone.
     */
    CompletionStage<Void> save(Tenant tenant, CardId id);

    /** The card is no longer needed, and is gone for good; also when it was saved. False when it was not there. */
    CompletionStage<Boolean> forget(Tenant tenant, CardId id);

    /** A customer's saved cards, newest first, the expired ones too. */
    CompletionStage<List<HeldCard>> saved(Tenant tenant, String customerId);

    /** Cards of all merchants that are not saved and whose time is over, the oldest first; at most so many. */
    CompletionStage<List<HeldCard>> overdue(Instant now, int limit);

    @Override
    void close();
}
