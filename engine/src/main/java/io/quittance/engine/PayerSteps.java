package io.quittance.engine;

import io.quittance.engine.TokenCalls.Seen;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.checkout.Authenticator;
import io.quittance.engine.checkout.CheckoutParts;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.intent.TokenCommand;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenStage;
import io.quittance.engine.token.TokenUse;
import io.quittance.engine.vault.CardVault;
import io.quittance.engine.vault.HeldCard;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a payer with a token, each told to the intent, which alone decides: hold the card and claim the token,
 * ask the issuer. Whatever was under way when a process died is found again in the intent's state.
 */
final class PayerSteps {

    private static final Logger LOG = LoggerFactory.getLogger(PayerSteps.class);

    private final TokenCalls calls;
    private final CardVault vault;
    private final Authenticator authenticator;
    private final Map<TokenId, CompletableFuture<Seen>> asking = new ConcurrentHashMap<>();

    PayerSteps(TokenCalls calls, CheckoutParts parts) {
        this.calls = calls;
        this.vault = parts.vault();
        this.authenticator = parts.authenticator();
    }

    /** Holds the card, and claims the token with it: the first of several wins, and the cards of the others go. */
    CompletionStage<Seen> use(Seen looked, PaymentMethod.Card card, Instant now) {
        Tenant tenant = looked.tenant();
        boolean isSaved = looked.token().terms().savesCard();
        Instant until = now.plus(Limits.TOKEN_USE).plus(Limits.RESUME_WAIT).plus(Limits.CARD_KEPT_AFTER);
        String customer = isSaved ? looked.facts().terms().customerId() : null;
        CardVault.Purpose purpose = new CardVault.Purpose(customer, looked.id().intent(), until);
        return vault.hold(tenant, card, purpose)
                .thenCompose(held -> claim(looked, held, isSaved).thenApply(after -> {
                    if (!isOwn(after, held.id())) {
                        tidied(vault.forget(tenant, held.id()));
                    }
                    return after;
                }));
    }

    private CompletionStage<Seen> claim(Seen looked, HeldCard held, boolean isSaved) {
        MethodSummary method = isSaved
                ? held.summary()
                        .stored(new StoredCredential(
                                held.id().crossReference(),
                                StoredCredential.Initiator.CUSTOMER,
                                StoredCredential.Reason.INITIAL))
                : held.summary();
        return calls.tell(
                looked.tenant(),
                looked.id(),
                replyTo -> new TokenCommand.Use(looked.tenant(), looked.id().number(), method, held.id(), replyTo));
    }

    private static boolean isOwn(Seen seen, CardId held) {
        TokenUse use = seen.isThere() ? seen.token().use() : null;
        return use != null && use.card().equals(held);
    }

    /**
     * Asks the issuer of a token whose payer gave a card, and tells the intent what he said. However many tabs a payer
     * has, the issuer is asked once at a time.
     */
    CompletionStage<Seen> advance(Seen seen, String page, Instant now) {
        if (!seen.isAt(TokenStage.AUTHENTICATING) || seen.token().isOverdue(now)) {
            return CompletableFuture.completedFuture(seen);
        }
        CompletableFuture<Seen> asked = new CompletableFuture<>();
        CompletableFuture<Seen> already = asking.putIfAbsent(seen.id(), asked);
        if (already != null) {
            return already.copy();
        }
        var unused = asked(seen, page).whenComplete((after, failure) -> {
            asking.remove(seen.id());
            if (failure != null) {
                asked.completeExceptionally(failure);
            } else {
                asked.complete(after);
            }
        });
        return asked;
    }

    private CompletionStage<Seen> asked(Seen seen, String page) {
        Tenant tenant = seen.tenant();
        return card(seen).thenCompose(card -> ask(seen, card, page)
                .thenCompose(said -> calls.tell(
                        tenant,
                        seen.id(),
                        replyTo -> new TokenCommand.Authenticated(
                                tenant, seen.id().number(), said, card.orElse(null), page, replyTo))));
    }

    private CompletionStage<AuthenticationResult> ask(Seen seen, Optional<PaymentMethod.Card> card, String page) {
        AccessToken token = seen.token();
        String reference = calls.authenticationOf(seen.id());
        var challenge = token.challenge();
        if (challenge != null) {
            // A question that gets no answer is still open: it is asked again.
            return within(authenticator.inquire(reference), new AuthenticationResult.Challenged(challenge));
        } else if (card.isEmpty()) {
            return CompletableFuture.completedFuture(new AuthenticationResult.Unavailable("the card is gone"));
        }
        var order = new Authenticator.Order(reference, seen.facts().terms().amount(), card.get(), page);
        return within(authenticator.begin(order), new AuthenticationResult.Unavailable("the issuer did not answer"));
    }

    private static CompletionStage<AuthenticationResult> within(
            CompletionStage<AuthenticationResult> answer, AuthenticationResult otherwise) {
        return answer.toCompletableFuture()
                .copy()
                .orTimeout(Limits.AUTHENTICATION_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> otherwise);
    }

    /** The card that the token's payer gave, if it still is there. */
    CompletionStage<Optional<PaymentMethod.Card>> card(Seen seen) {
        TokenUse use = Objects.requireNonNull(seen.token().use(), "a payer gave a card");
        return vault.open(seen.tenant(), use.card());
    }

    /** What fails now is done by the sweep of the vault. */
    private static void tidied(CompletionStage<?> stage) {
        stage.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("the card vault was not tidied now: {}", failure.toString());
            }
        });
    }
}
