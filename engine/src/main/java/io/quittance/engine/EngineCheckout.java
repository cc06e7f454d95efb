package io.quittance.engine;

import io.quittance.engine.TokenCalls.Seen;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.checkout.Checkout;
import io.quittance.engine.checkout.CheckoutParts;
import io.quittance.engine.checkout.CheckoutResult;
import io.quittance.engine.checkout.TokenCheck;
import io.quittance.engine.checkout.TokenRequest;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.idempotency.FingerprintKey;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.intent.RequestCheck;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.intent.TokenCommand;
import io.quittance.engine.personal.Sealed;
import io.quittance.engine.token.TokenStage;
import io.quittance.engine.token.TokenTerms;
import io.quittance.engine.token.TokenUse;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Payers in browsers, at work: checks what is asked, and has the intents' actors decide. */
final class EngineCheckout implements Checkout {

    private final FingerprintKey key;
    private final IntentCalls intents;
    private final Sealer sealer;
    private final TokenCalls calls;
    private final TokenAnswers answers;
    private final PayerSteps payers;

    EngineCheckout(EngineSettings settings, CheckoutParts parts, IntentCalls intents, Answers answers, Sealer sealer) {
        this.key = settings.journal().fingerprintKey();
        this.intents = intents;
        this.sealer = sealer;
        this.calls = new TokenCalls(intents, key);
        this.answers = new TokenAnswers(answers, calls, settings.journal().personal(), settings.clock());
        this.payers = new PayerSteps(calls, parts);
    }

    @Override
    public CompletionStage<CheckoutResult> issue(
            Tenant tenant, TokenRequest request, @Nullable IdempotencyKey idempotencyKey) {
        TokenCheck check = new TokenCheck(request);
        if (!check.faults().isEmpty()) {
            return TokenAnswers.refused(Refusal.invalid(check.faults()));
        }
        Terms terms = check.terms().orElseThrow();
        IntentId id = IntentId.ofReference(tenant, Objects.requireNonNull(terms.referenceId()));
        String name = request.merchantTransactionId();
        String claim =
                name == null ? null : KeyedRequest.claimOf(tenant, ISSUE_PATH + "/merchant_transaction_id", name);
        KeyedRequest keyed = idempotencyKey == null ? null : keyed(tenant, idempotencyKey, check.meaningfulFields());
        return TokenAnswers.guarded(
                sealer.seal(tenant, id, terms.customerId(), TokenAnswers.personal(request.returnUrl()))
                        .thenCompose(hidden -> intents.request(
                                tenant,
                                id,
                                new IntentCalls.Named(keyed, claim),
                                replyTo -> new TokenCommand.Issue(
                                        tenant, terms, tokenTerms(request, hidden), claim, keyed, replyTo)))
                        .thenCompose(reply -> answers.newest(reply, id)));
    }

    private TokenTerms tokenTerms(TokenRequest request, Optional<Sealed> returnUrl) {
        return new TokenTerms(
                Boolean.TRUE.equals(request.waitPreExecute()),
                request.merchantTransactionId(),
                Boolean.TRUE.equals(request.saveCard()),
                answers.now().plus(Limits.TOKEN_LIFE),
                returnUrl.orElse(null));
    }

    private KeyedRequest keyed(Tenant tenant, IdempotencyKey idempotencyKey, Map<String, String> fields) {
        return new KeyedRequest(
                ISSUE_PATH,
                idempotencyKey.value(),
                key.fingerprint(ISSUE_PATH, idempotencyKey, fields),
                KeyedRequest.claimOf(tenant, ISSUE_PATH, idempotencyKey.value()),
                KeyedRequest.REPRESENTATION);
    }

    @Override
    public CompletionStage<CheckoutResult> find(Tenant tenant, TokenId id) {
        return TokenAnswers.guarded(calls.look(tenant, id).thenCompose(answers::result));
    }

    @Override
    public CompletionStage<CheckoutResult> revoke(Tenant tenant, TokenId id) {
        return answered(calls.tell(tenant, id, replyTo -> new TokenCommand.Revoke(tenant, id.number(), replyTo)));
    }

    @Override
    public CompletionStage<CheckoutResult> resume(
            Tenant tenant, TokenId id, String page, @Nullable IdempotencyKey idempotencyKey) {
        KeyedRequest keyed = idempotencyKey == null ? null : resuming(id, idempotencyKey);
        return answered(calls.look(tenant, id)
                .thenCompose(seen -> seen.isThere()
                        ? cardToResume(seen)
                                .thenCompose(card -> calls.tell(
                                        tenant,
                                        id,
                                        replyTo -> new TokenCommand.Resume(
                                                tenant,
                                                id.number(),
                                                card.orElse(null),
                                                cardOf(seen),
                                                page,
                                                keyed,
                                                replyTo)))
                        : CompletableFuture.completedFuture(seen)));
    }

    /** A key of the token's own: no other intent can meet it. What opens the page is no part of it. */
    private static KeyedRequest resuming(TokenId id, IdempotencyKey idempotencyKey) {
        String path = ISSUE_PATH + "/" + id.named() + "/resume";
        return new KeyedRequest(path, idempotencyKey.value(), Map.of(), null, KeyedRequest.REPRESENTATION);
    }

    private CompletionStage<Optional<PaymentMethod.Card>> cardToResume(Seen seen) {
        return cardOf(seen) == null ? CompletableFuture.completedFuture(Optional.empty()) : payers.card(seen);
    }

    private static @Nullable CardId cardOf(Seen seen) {
        TokenUse use = seen.token().stage().isInUse() ? seen.token().use() : null;
        return use == null ? null : use.card();
    }

    @Override
    public Optional<TokenId> read(String token) {
        return TokenId.parse(token).filter(calls::isOurs);
    }

    @Override
    public CompletionStage<CheckoutResult> look(TokenId id, String page) {
        return TokenAnswers.guarded(calls.lookAsPayer(id)
                .thenCompose(seen -> seen.isAt(TokenStage.AUTHENTICATING)
                        ? answered(payers.advance(seen, page, answers.now()))
                        : answers.result(seen)));
    }

    @Override
    public CompletionStage<CheckoutResult> submit(TokenId id, CardDetails details, String page) {
        return TokenAnswers.guarded(calls.lookAsPayer(id).thenCompose(seen -> {
            if (!seen.isAt(TokenStage.ISSUED) || seen.token().isOverdue(answers.now())) {
                return answered(payers.advance(seen, page, answers.now()));
            }
            RequestCheck check = new RequestCheck();
            Optional<PaymentMethod> method = check.method(details);
            if (!check.faults().isEmpty() || !(method.orElse(null) instanceof PaymentMethod.Card card)) {
                return TokenAnswers.refused(Refusal.invalid(check.faults()));
            }
            return isExpired(card)
                    ? TokenAnswers.refused(Refusal.cardExpired(card.expiry()))
                    : answered(payers.use(seen, card, answers.now())
                            .thenCompose(after -> payers.advance(after, page, answers.now())));
        }));
    }

    private boolean isExpired(PaymentMethod.Card card) {
        return card.expiry().isBefore(YearMonth.from(answers.now().atZone(ZoneOffset.UTC)));
    }

    private CompletionStage<CheckoutResult> answered(CompletionStage<Seen> seen) {
        return TokenAnswers.guarded(seen.thenCompose(answers::result));
    }
}
