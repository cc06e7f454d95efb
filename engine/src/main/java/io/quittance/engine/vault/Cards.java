package io.quittance.engine.vault;

import io.quittance.engine.id.CardId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.reading.Listing;
import java.util.concurrent.CompletionStage;

/**
 * Cards that merchants keep: to pay with once, or their customers' saved ones. Moves no money. Methods return at once
 * and are safe for any thread; a stage does not fail: what cannot be done is refused. Another merchant's card does not
 * exist.
 */
public interface Cards {

    /** Keeps a card, for a payment to come or as a customer's saved card. */
    CompletionStage<CardResult> keep(Tenant tenant, CardRequest request);

    /** A customer's saved cards, newest first: at most {@link io.quittance.engine.Limits#SAVED_CARDS_TOLD_MAX}. */
    CompletionStage<Listing<CardView>> saved(Tenant tenant, String customerId, boolean includesExpired);

    /** A saved card; refused when there is none. */
    CompletionStage<CardResult> find(Tenant tenant, CardId id);

    /** Forgets a saved card for good; payments that were made with it stay. */
    CompletionStage<CardResult> forget(Tenant tenant, CardId id);
}
