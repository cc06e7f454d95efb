package io.quittance.engine;

import akka.actor.typed.ActorRef;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.checkout.Authenticator;
import io.quittance.engine.checkout.Checkout;
import io.quittance.engine.checkout.CheckoutParts;
import io.quittance.engine.checkout.CheckoutResult;
import io.quittance.engine.checkout.TokenCheck;
import io.quittance.engine.checkout.TokenRequest;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.idempotency.FingerprintKey;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.IntentCommand;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentReply;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.intent.RequestCheck;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.intent.TokenCommand;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.personal.Sealed;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenStage;
import io.quittance.engine.token.TokenTerms;
import io.quittance.engine.token.TokenUse;
import io.quittance.engine.vault.CardVault;
import io.quittance.engine.vault.HeldCard;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Payers in browsers, at work: it holds cards, asks issuers, and tells the intents' actors, which alone decide.
 * Whatever it was about when a process died is found again in the intent's state; nothing of it is kept here.
 */
final class EngineCheckout implements Checkout {

    private static final Logger LOG = LoggerFactory.getLogger(EngineCheckout.class);

    private static final String RETURN_URL = "return_url";

    private final EngineSettings settings;
    private final CardVault vault;
    private final Authenticator authenticator;
    private final IntentCalls intents;
    private final Answers answers;
    private final Sealer sealer;

    EngineCheckout(EngineSettings settings, CheckoutParts parts, IntentCalls intents, Answers answers, Sealer sealer) {
        this.settings = settings;
        this.vault = parts.vault();
        this.authenticator = parts.authenticator();
        this.intents = intents;
        this.answers = answers;
        this.sealer = sealer;
    }

    @Override
    public CompletionStage<CheckoutResult> issue(Tenant tenant, TokenRequest request, @Nullable IdempotencyKey key) {
        TokenCheck check = new TokenCheck(request);
        if (!check.faults().isEmpty()) {
            return refused(Refusal.invalid(check.faults()));
        }
        Terms terms = check.terms().orElseThrow();
        IntentId id = IntentId.ofReference(tenant, Objects.requireNonNull(terms.referenceId()));
        String name = request.merchantTransactionId();
        String claim =
                name == null ? null : KeyedRequest.claimOf(tenant, ISSUE_PATH + "/merchant_transaction_id", name);
        KeyedRequest keyed = key == null ? null : keyed(tenant, key, check.meaningfulFields());
        PersonalFields personal = new PersonalFields(
                null, request.returnUrl() == null ? Map.of() : Map.of(RETURN_URL, request.returnUrl()));
        return guarded(sealer.seal(tenant, id, terms.customerId(), personal)
                .thenCompose(hidden -> intents.request(
                        tenant,
                        id,
                        new IntentCalls.Named(keyed, claim),
                        replyTo -> new TokenCommand.Issue(
                                tenant, terms, tokenTerms(request, hidden), claim, keyed, replyTo)))
                .thenCompose(reply -> result(reply, id, 0)));
    }

    private TokenTerms tokenTerms(TokenRequest request, Optional<Sealed> returnUrl) {
        return new TokenTerms(
                Boolean.TRUE.equals(request.waitPreExecute()),
                request.merchantTransactionId(),
                Boolean.TRUE.equals(request.saveCard()),
                now().plus(Limits.TOKEN_LIFE),
                returnUrl.orElse(null));
    }

    private KeyedRequest keyed(Tenant tenant, IdempotencyKey key, Map<String, String> fields) {
        return new KeyedRequest(
                ISSUE_PATH,
                key.value(),
                settings.journal().fingerprintKey().fingerprint(ISSUE_PATH, key, fields),
                KeyedRequest.claimOf(tenant, ISSUE_PATH, key.value()),
                KeyedRequest.REPRESENTATION);
    }

    @Override
    public CompletionStage<CheckoutResult> find(Tenant tenant, TokenId id) {
        return guarded(looked(tenant, id).thenCompose(reply -> result(reply, id)));
    }

    @Override
    public CompletionStage<CheckoutResult> revoke(Tenant tenant, TokenId id) {
        return guarded(told(tenant, id, replyTo -> new TokenCommand.Revoke(tenant, id.number(), replyTo))
                .thenCompose(reply -> result(reply, id))
                .thenApply(this::tidied));
    }

    @Override
    public CompletionStage<CheckoutResult> resume(Tenant tenant, TokenId id, String page) {
        return guarded(looked(tenant, id)
                .thenCompose(reply -> isAt(reply, id, TokenStage.AWAITING_RESUME)
                        ? card(tenant, token(reply, id))
                                .thenCompose(card -> told(
                                        tenant,
                                        id,
                                        replyTo -> new TokenCommand.Resume(
                                                tenant, id.number(), card.orElse(null), page, replyTo)))
                        : CompletableFuture.completedFuture(notWaiting(reply, id)))
                .thenCompose(reply -> result(reply, id))
                .thenApply(this::tidied));
    }

    private static IntentReply notWaiting(IntentReply reply, TokenId id) {
        return reply instanceof IntentReply.Answered answered
                        && answered.snapshot().facts().tokens().size() >= id.number()
                ? new IntentReply.Refused(Refusal.notWaiting(answered.snapshot()))
                : new IntentReply.Refused(Refusal.noToken());
    }

    @Override
    public Optional<TokenId> read(String token) {
        return TokenId.parse(token).filter(this::isOurs);
    }

    @Override
    public CompletionStage<CheckoutResult> look(TokenId id, String page) {
        return guarded(lookedByPayer(id)
                .thenCompose(reply -> advanced(reply, id, page))
                .thenCompose(reply -> result(reply, id)));
    }

    @Override
    public CompletionStage<CheckoutResult> submit(TokenId id, CardDetails details, String page) {
        return guarded(lookedByPayer(id).thenCompose(reply -> {
            if (!isAt(reply, id, TokenStage.ISSUED) || token(reply, id).isOverdue(now())) {
                return advanced(reply, id, page).thenCompose(after -> result(after, id));
            }
            RequestCheck check = new RequestCheck();
            Optional<PaymentMethod> method = check.method(details);
            if (!check.faults().isEmpty() || !(method.orElse(null) instanceof PaymentMethod.Card card)) {
                return refused(Refusal.invalid(check.faults()));
            }
            return card.expiry().isBefore(YearMonth.from(now().atZone(ZoneOffset.UTC)))
                    ? refused(Refusal.cardExpired(card.expiry()))
                    : used(reply, id, card)
                            .thenCompose(after -> advanced(after, id, page))
                            .thenCompose(after -> result(after, id))
                            .thenApply(this::tidied);
        }));
    }

    /** Holds the card, and claims the token with it: the first of several wins, and the cards of the others go. */
    private CompletionStage<IntentReply> used(IntentReply looked, TokenId id, PaymentMethod.Card card) {
        IntentFacts facts = ((IntentReply.Answered) looked).snapshot().facts();
        Tenant tenant = facts.tenant();
        boolean isSaved = token(looked, id).terms().savesCard();
        Instant until = now().plus(Limits.TOKEN_USE).plus(Limits.RESUME_WAIT).plus(Limits.CARD_KEPT_AFTER);
        String customer = isSaved ? facts.terms().customerId() : null;
        return vault.hold(tenant, card, new CardVault.Purpose(customer, id.intent(), until))
                .thenCompose(held -> told(
                                tenant,
                                id,
                                replyTo -> new TokenCommand.Use(
                                        tenant, id.number(), summary(held, isSaved), held.id(), replyTo))
                        .thenApply(reply -> {
                            if (!isOwn(reply, id, held)) {
                                forget(tenant, held);
                            }
                            return reply;
                        }));
    }

    private static MethodSummary summary(HeldCard held, boolean isSaved) {
        return isSaved
                ? held.summary()
                        .stored(new StoredCredential(
                                held.id().crossReference(),
                                StoredCredential.Initiator.CUSTOMER,
                                StoredCredential.Reason.INITIAL))
                : held.summary();
    }

    private static boolean isOwn(IntentReply reply, TokenId id, HeldCard held) {
        TokenUse use = reply instanceof IntentReply.Answered ? token(reply, id).use() : null;
        return use != null && use.card().equals(held.id());
    }

    /** Asks the issuer of a token whose payer gave a card, and tells the intent what he said. */
    private CompletionStage<IntentReply> advanced(IntentReply reply, TokenId id, String page) {
        if (!isAt(reply, id, TokenStage.AUTHENTICATING) || token(reply, id).isOverdue(now())) {
            return CompletableFuture.completedFuture(reply);
        }
        IntentFacts facts = ((IntentReply.Answered) reply).snapshot().facts();
        Tenant tenant = facts.tenant();
        AccessToken token = token(reply, id);
        return card(tenant, token).thenCompose(card -> asked(facts, token, card, page)
                .thenCompose(said -> told(
                        tenant,
                        id,
                        replyTo -> new TokenCommand.Authenticated(
                                tenant, id.number(), said, card.orElse(null), page, replyTo))));
    }

    private CompletionStage<AuthenticationResult> asked(
            IntentFacts facts, AccessToken token, Optional<PaymentMethod.Card> card, String page) {
        String reference = facts.id().value() + "-t" + token.number();
        boolean isBegun = token.challenge() != null;
        if (!isBegun && card.isEmpty()) {
            return CompletableFuture.completedFuture(new AuthenticationResult.Unavailable("the card is gone"));
        }
        CompletionStage<AuthenticationResult> answer = isBegun
                ? authenticator.inquire(reference)
                : authenticator.begin(
                        new Authenticator.Order(reference, facts.terms().amount(), card.orElseThrow(), page));
        return answer.toCompletableFuture()
                .copy()
                .orTimeout(Limits.AUTHENTICATION_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> isBegun
                        ? new AuthenticationResult.Challenged(Objects.requireNonNull(token.challenge()))
                        : new AuthenticationResult.Unavailable("the issuer did not answer"));
    }

    /** What a token left in the vault is kept, when its payer let it be saved and paid, or goes. */
    private CheckoutResult tidied(CheckoutResult result) {
        if (result instanceof CheckoutResult.Told told && told.token().token().use() != null) {
            TokenView view = told.token();
            AccessToken token = view.token();
            TokenUse use = Objects.requireNonNull(token.use());
            Tenant tenant = view.intent().snapshot().facts().tenant();
            boolean isPaid = view.isPaid();
            if (isPaid && token.terms().savesCard()) {
                watched(vault.save(tenant, use.card()));
            } else if (isPaid || !view.isOpen()) {
                watched(vault.forget(tenant, use.card()));
            }
        }
        return result;
    }

    private void forget(Tenant tenant, HeldCard held) {
        watched(vault.forget(tenant, held.id()));
    }

    /** What fails now is done by the vault's own sweep. */
    private static void watched(CompletionStage<?> stage) {
        stage.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("the card vault was not tidied now: {}", failure.toString());
            }
        });
    }

    private CompletionStage<Optional<PaymentMethod.Card>> card(Tenant tenant, AccessToken token) {
        return vault.open(
                tenant,
                Objects.requireNonNull(token.use(), "a payer gave a card").card());
    }

    private CompletionStage<IntentReply> looked(Tenant tenant, TokenId id) {
        return isOurs(id) ? intents.look(tenant, id.intent()) : absent();
    }

    private CompletionStage<IntentReply> lookedByPayer(TokenId id) {
        return isOurs(id) ? intents.lookAsPayer(id.intent(), id.number()) : absent();
    }

    private CompletionStage<IntentReply> told(
            Tenant tenant, TokenId id, Function<ActorRef<IntentReply>, IntentCommand> command) {
        return isOurs(id) ? intents.request(tenant, id.intent(), null, Limits.ANSWER_WAIT_DEFAULT, command) : absent();
    }

    private static CompletionStage<IntentReply> absent() {
        return CompletableFuture.completedFuture(new IntentReply.Refused(Refusal.noToken()));
    }

    private boolean isOurs(TokenId id) {
        FingerprintKey key = settings.journal().fingerprintKey();
        return id.isProvedBy(key.proof(id.named()));
    }

    private TokenId idOf(IntentId intent, int number) {
        FingerprintKey key = settings.journal().fingerprintKey();
        return TokenId.of(intent, number, key.proof(TokenId.named(intent, number)));
    }

    private static boolean isAt(IntentReply reply, TokenId id, TokenStage stage) {
        return reply instanceof IntentReply.Answered answered
                && answered.snapshot().facts().tokens().size() >= id.number()
                && token(reply, id).stage() == stage;
    }

    private static AccessToken token(IntentReply reply, TokenId id) {
        return ((IntentReply.Answered) reply).snapshot().facts().tokens().get(id.number() - 1);
    }

    private CompletionStage<CheckoutResult> result(IntentReply reply, TokenId id) {
        return result(reply, id.intent(), id.number());
    }

    /** @param number of the token; 0 for the last one */
    private CompletionStage<CheckoutResult> result(IntentReply reply, IntentId intent, int number) {
        if (!(reply instanceof IntentReply.Answered answered)) {
            return answers.result(reply).thenApply(EngineCheckout::refusal);
        }
        IntentSnapshot snapshot = answered.snapshot();
        int last = snapshot.facts().tokens().size();
        if (last < number || last == 0) {
            return refused(Refusal.noToken());
        }
        AccessToken token = snapshot.facts().tokens().get((number == 0 ? last : number) - 1);
        return answers.view(snapshot)
                .thenCombine(
                        returnUrl(intent, token),
                        (view, url) -> new CheckoutResult.Told(
                                new TokenView(idOf(intent, token.number()), token, view, url.orElse(null), now()),
                                answered.replayed()));
    }

    private static CheckoutResult refusal(PaymentResult result) {
        PaymentResult.Refused refused = (PaymentResult.Refused) result;
        IntentView intent = refused.intent();
        boolean isNoIntent = refused.refusal().code() == Refusal.Code.NOT_FOUND;
        return new CheckoutResult.Refused(isNoIntent ? Refusal.noToken() : refused.refusal(), intent);
    }

    private CompletionStage<Optional<String>> returnUrl(IntentId intent, AccessToken token) {
        Sealed sealed = token.terms().returnUrl();
        return sealed == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : settings.journal()
                        .personal()
                        .open(sealed, intent.value())
                        .thenApply(
                                fields -> Optional.ofNullable(fields.metadata().get(RETURN_URL)));
    }

    private Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static CompletionStage<CheckoutResult> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(new CheckoutResult.Refused(refusal, null));
    }

    private static CompletionStage<CheckoutResult> guarded(CompletionStage<CheckoutResult> result) {
        return result.exceptionally(failure -> new CheckoutResult.Refused(Answers.unanswered(failure), null));
    }
}
