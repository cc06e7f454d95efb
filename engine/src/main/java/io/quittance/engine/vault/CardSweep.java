package io.quittance.engine.vault;

import io.quittance.engine.Limits;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no card stays longer than it is needed, whatever died meanwhile: a card whose time is over is saved
 * when its payment kept it, left while its payment is open, else forgotten. It remembers nothing that matters. One step
 * at a time.
 */
public final class CardSweep {

    private static final Logger LOG = LoggerFactory.getLogger(CardSweep.class);

    private final CardVault vault;
    private final Payments payments;
    private final InstantSource clock;

    /** How many are left where they are, at the head of the list: that many more are looked at. */
    private volatile int left;

    public CardSweep(CardVault vault, Payments payments, InstantSource clock) {
        this.vault = vault;
        this.payments = payments;
        this.clock = clock;
    }

    /** Says what is to become of a card by its payment. */
    @FunctionalInterface
    public interface Payments {

        /** The stage fails when the payment gives no answer now. */
        CompletionStage<CardFate> fate(HeldCard card, Tenant tenant, IntentId intent);
    }

    /** Looks at the next cards whose time is over; one that cannot be decided about now is left. */
    public CompletionStage<Void> step() {
        int most = Limits.CARDS_SWEPT_PER_STEP + Math.min(left, Limits.CARDS_LEFT_MAX);
        return vault.overdue(clock.instant(), most).thenCompose(this::sweep).exceptionally(failure -> {
            LOG.error("the cards whose time is over cannot be worked on; it is tried again in a moment", failure);
            return null;
        });
    }

    private CompletionStage<Void> sweep(List<HeldCard> cards) {
        left = 0;
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (HeldCard card : cards) {
            all = all.thenCompose(done -> fate(card)).thenCompose(fate -> carryOut(card, fate));
        }
        return all;
    }

    private CompletionStage<CardFate> fate(HeldCard card) {
        IntentId intent = card.intent();
        if (intent == null) {
            return CompletableFuture.completedFuture(CardFate.FORGOTTEN);
        }
        return payments.fate(card, card.tenant(), intent).exceptionally(failure -> {
            LOG.warn("what became of the payment of {} is not known now: {}", card.id(), failure.toString());
            return CardFate.LEFT;
        });
    }

    private CompletionStage<Void> carryOut(HeldCard card, CardFate fate) {
        return switch (fate) {
            case SAVED -> vault.save(card.tenant(), card.id());
            case FORGOTTEN -> vault.forget(card.tenant(), card.id()).thenAccept(done -> {});
            case LEFT -> {
                countLeft();
                yield CompletableFuture.completedFuture(null);
            }
        };
    }

    private synchronized void countLeft() {
        left++;
    }
}
