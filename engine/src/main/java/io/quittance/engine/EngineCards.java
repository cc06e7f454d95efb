package io.quittance.engine;

import akka.actor.typed.javadsl.ActorContext;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.PaymentMethod.Kept;
import io.quittance.engine.attempt.PaymentMethod.Kept.Standing;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.checkout.CheckoutParts;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentReply;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.token.TokenUse;
import io.quittance.engine.vault.CardDesk;
import io.quittance.engine.vault.CardFate;
import io.quittance.engine.vault.CardSweep;
import io.quittance.engine.vault.CardVault;
import io.quittance.engine.vault.Cards;
import io.quittance.engine.vault.HeldCard;
import io.quittance.engine.vault.NoCards;
import io.quittance.engine.webhook.Recurring;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kept cards of an engine: looked up before a payment, forgotten after it. Nothing of it runs without a vault. */
final class EngineCards implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineCards.class);

    private final @Nullable CardVault vault;
    private final InstantSource clock;
    private final Cards desk;
    private volatile @Nullable CardSweep sweep;

    EngineCards(@Nullable CheckoutParts parts, InstantSource clock) {
        this.vault = parts == null ? null : parts.vault();
        this.clock = clock;
        this.desk = vault == null ? new NoCards() : new CardDesk(vault, clock);
    }

    /** What callers ask. */
    Cards desk() {
        return desk;
    }

    /** Starts who forgets what is no longer needed. */
    void spawn(ActorContext<Void> context) {
        if (vault != null) {
            context.spawn(Recurring.every(Limits.CARD_SWEEP_STEP, this::step), "cards");
        }
    }

    /** Says whom the sweep asks what became of a payment. */
    void start(IntentCalls intents) {
        if (vault != null) {
            sweep = new CardSweep(vault, (card, tenant, intent) -> fate(intents, card, intent), clock);
        }
    }

    private CompletionStage<Void> step() {
        CardSweep known = sweep;
        return known == null ? CompletableFuture.completedFuture(null) : known.step();
    }

    private static CompletionStage<CardFate> fate(IntentCalls intents, HeldCard card, IntentId intent) {
        return intents.look(card.tenant(), intent).thenApply(reply -> {
            if (reply instanceof IntentReply.Answered answered) {
                IntentFacts facts = answered.snapshot().facts();
                return CardFate.of(card.id(), facts.attempts(), facts.tokens());
            } else if (reply instanceof IntentReply.Refused refused
                    && refused.refusal().code() == Refusal.Code.NOT_FOUND) {
                return CardFate.of(card.id(), List.of(), List.of());
            }
            throw new IllegalStateException(intent + " gives no answer");
        });
    }

    /**
     * The method with its card, where it names one; from then on the card is this payment's. A card that is not there
     * is refused by the intent, after the replay of the key: a repeat does not need it.
     */
    CompletionStage<PaymentMethod> lookUp(Tenant tenant, PaymentMethod method, IntentId intent) {
        CardVault opened = vault;
        if (opened == null || !(method instanceof Kept kept)) {
            return CompletableFuture.completedFuture(method);
        }
        return lookUp(opened, tenant, kept, intent)
                .toCompletableFuture()
                .orTimeout(Limits.SEAL_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    LOG.error("{} cannot be looked up", kept.id(), failure);
                    return kept.not(Standing.UNREADABLE);
                });
    }

    private static CompletionStage<PaymentMethod> lookUp(CardVault vault, Tenant tenant, Kept kept, IntentId intent) {
        return vault.find(tenant, kept.id()).thenCompose(found -> {
            boolean isSaved = found.filter(HeldCard::isSaved).isPresent();
            String customer = found.map(HeldCard::customerId).orElse(null);
            if (kept.isRepeat()) {
                return isSaved ? open(vault, tenant, kept, customer) : CompletableFuture.completedFuture(gone(kept));
            }
            Kept named = isSaved ? kept.saved(savedUse(kept)) : kept;
            return vault.claim(tenant, kept.id(), intent)
                    .thenCompose(isOurs -> isOurs
                            ? open(vault, tenant, named, customer)
                            : CompletableFuture.completedFuture(gone(named)));
        });
    }

    private static StoredCredential savedUse(Kept kept) {
        return new StoredCredential(kept.id().crossReference(), StoredCredential.Initiator.CUSTOMER, null);
    }

    private static CompletionStage<PaymentMethod> open(
            CardVault vault, Tenant tenant, Kept kept, @Nullable String customer) {
        return vault.open(tenant, kept.id())
                .thenApply(card -> card.<PaymentMethod>map(found -> kept.opened(found, customer))
                        .orElseGet(() -> gone(kept)));
    }

    private static PaymentMethod gone(Kept kept) {
        return kept.not(Standing.GONE);
    }

    /** A card for one payment is not needed any more when that has an outcome; else the sweep comes back to it. */
    PaymentResult used(Tenant tenant, PaymentMethod method, PaymentResult result) {
        CardVault opened = vault;
        if (opened != null
                && method instanceof Kept kept
                && kept.card() != null
                && kept.isForOnce()
                && result instanceof PaymentResult.Answered answered
                && isFinal(answered)) {
            var unused = opened.forget(tenant, kept.id()).exceptionally(failure -> {
                LOG.warn("{} is not needed any more and could not be forgotten now: {}", kept.id(), failure.toString());
                return false;
            });
        }
        return result;
    }

    private static boolean isFinal(PaymentResult.Answered answered) {
        IntentFacts facts = answered.intent().snapshot().facts();
        AttemptStatus last =
                facts.attempts().isEmpty() ? null : facts.lastAttempt().status();
        return last == AttemptStatus.SUCCEEDED || last == AttemptStatus.DECLINED;
    }

    /**
     * What became of the card that a payer gave on the page of this intent: it is kept, or gone, or still needed. Heard
     * from the intent before anybody hears of the outcome; what is not done now is done by the sweep.
     */
    void decided(IntentFacts facts) {
        TokenUse use = facts.tokens().isEmpty() ? null : facts.lastToken().use();
        CardVault opened = vault;
        if (opened == null || use == null) {
            return;
        }
        CompletionStage<?> done =
                switch (CardFate.of(use.card(), facts.attempts(), facts.tokens())) {
                    case SAVED -> opened.save(facts.tenant(), use.card());
                    case FORGOTTEN -> opened.forget(facts.tenant(), use.card());
                    case LEFT -> CompletableFuture.completedFuture(null);
                };
        done.whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.warn("what became of {} could not be written now: {}", use.card(), failure.toString());
            }
        });
    }

    /** After the actors have ended. */
    @Override
    public void close() {
        if (vault != null) {
            vault.close();
        }
    }
}
