package io.quittance.api.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Limits;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.checkout.CheckoutParts;
import io.quittance.engine.checkout.CheckoutResult;
import io.quittance.engine.checkout.TokenCode;
import io.quittance.engine.checkout.TokenRequest;
import io.quittance.engine.checkout.TokenStatus;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.AttemptRequest;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.OperationRequest;
import io.quittance.engine.intent.OperationWish;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.intent.TokenDetails;
import io.quittance.persistence.Journals;
import io.quittance.persistence.memory.InMemoryCards;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: an access token pays once or never, whatever payer and merchant do (CE-1 to CE-12). Method: the engine with a
 * real simulated acquirer and its issuers, in one process; the clock is the test's.
 */
final class AccessTokensTest {

    private static final Tenant SHOP = Tenant.test("shop");
    private static final String STANDARD = "5200000000000056";
    private static final String CHALLENGED = "4456530000001096";
    private static final String REJECTED = "4456530000001013";
    private static final String PAGE = "https://pay.example/pay/this";

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:15:30.123Z"));
    private SimulatedAcquirer acquirer;
    private PaymentEngine engine;

    @BeforeEach
    void start() throws IOException {
        acquirer = SimulatedAcquirer.open(directory.resolve("ledger"), FaultPlan.NONE, now::get);
        acquirer.authenticator().listensAt(URI.create("https://issuer.example"));
        engine = PaymentEngine.builder()
                .journal(Journals.inMemory())
                .processor(new InProcessConnector(acquirer))
                .clock(now::get)
                .checkout(new CheckoutParts(
                        new InMemoryCards(now::get, AccessTokensTest::random), acquirer.authenticator()))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        acquirer.close();
    }

    @Test
    void aCardWithoutAChallengePaysAtOnce() {
        TokenView token = issue("o-1");
        assertThat(token.status()).isEqualTo(TokenStatus.ISSUED);
        assertThat(token.code()).isNull();
        assertThat(token.returnUrl()).isEqualTo("https://shop.example/back?order=o-1");

        TokenView paid = submit(token, STANDARD);

        assertThat(paid.status()).isEqualTo(TokenStatus.CONSUMED);
        assertThat(paid.code()).isEqualTo(TokenCode.SUCCESSFUL);
        assertThat(paid.intent().status()).isEqualTo(IntentStatus.SUCCEEDED);
        assertThat(told(engine.checkout().find(SHOP, token.id())).code()).isEqualTo(TokenCode.SUCCESSFUL);
        assertThat(submit(token, STANDARD).code()).isEqualTo(TokenCode.SUCCESSFUL);
        assertThat(acquirer.summary().approved()).isEqualTo(1);
    }

    @Test
    void aChallengedPayerPaysWhenHisIssuerLetsHim() {
        TokenView token = issue("o-1");

        TokenView asked = submit(token, CHALLENGED);

        assertThat(asked.status()).isEqualTo(TokenStatus.IN_USE);
        assertThat(asked.code()).isEqualTo(TokenCode.AUTHORIZING);
        assertThat(asked.intent().snapshot().statusReason()).isEqualTo("requires_action");
        assertThat(asked.intent().snapshot().nextAction()).isNotNull();
        assertThat(look(token).code()).isEqualTo(TokenCode.AUTHORIZING);
        assertThat(acquirer.summary().entries()).isZero();

        answer(token, true);
        TokenView paid = look(token);

        assertThat(paid.code()).isEqualTo(TokenCode.SUCCESSFUL);
        assertThat(look(token).code()).isEqualTo(TokenCode.SUCCESSFUL);
        assertThat(acquirer.summary().approved()).isEqualTo(1);
    }

    @Test
    void aPayerWhomHisIssuerRefusesIsNotSentToTheAcquirer() {
        TokenView token = issue("o-1");
        submit(token, CHALLENGED);
        answer(token, false);

        TokenView declined = look(token);

        assertThat(declined.code()).isEqualTo(TokenCode.DECLINED);
        assertThat(declined.intent().status()).isEqualTo(IntentStatus.FAILED);
        assertThat(acquirer.summary().entries()).isZero();
    }

    @Test
    void afterADeclineANewTokenPaysTheSameOrder() {
        TokenView first = issue("o-1");
        assertThat(submit(first, REJECTED).code()).isEqualTo(TokenCode.DECLINED);

        TokenView second = issue("o-1");

        assertThat(second.intent().id()).isEqualTo(first.intent().id());
        assertThat(submit(second, STANDARD).code()).isEqualTo(TokenCode.SUCCESSFUL);
        assertThat(told(engine.checkout().find(SHOP, first.id())).code()).isEqualTo(TokenCode.DECLINED);
        assertThat(refused(engine.checkout().issue(SHOP, request("o-1", false), null)))
                .isEqualTo(Refusal.Code.ALREADY_SUCCEEDED);
    }

    @Test
    void aNewTokenTakesThePlaceOfAnUnusedOne() {
        TokenView first = issue("o-1");
        TokenView second = issue("o-1");

        assertThat(told(engine.checkout().find(SHOP, first.id())).status()).isEqualTo(TokenStatus.REVOKED);
        assertThat(submit(first, STANDARD).code()).isEqualTo(TokenCode.REVOKED);
        assertThat(submit(second, CHALLENGED).status()).isEqualTo(TokenStatus.IN_USE);
        assertThat(refused(engine.checkout().issue(SHOP, request("o-1", false), null)))
                .isEqualTo(Refusal.Code.ATTEMPT_IN_PROGRESS);
    }

    @Test
    void nothingIsAuthorisedBeforeItIsResumedAndThenOnce() {
        TokenView token = issue(request("o-1", true));

        TokenView ready = submit(token, STANDARD);

        assertThat(ready.status()).isEqualTo(TokenStatus.AWAITING_RESUME);
        assertThat(ready.code()).isEqualTo(TokenCode.WAITING_PRE_EXECUTE);
        assertThat(ready.intent().snapshot().statusReason()).isEqualTo("awaiting_resume");
        assertThat(acquirer.summary().entries()).isZero();

        assertThat(told(engine.checkout().resume(SHOP, token.id(), PAGE, null)).code())
                .isEqualTo(TokenCode.SUCCESSFUL);
        assertThat(refused(engine.checkout().resume(SHOP, token.id(), PAGE, null)))
                .isEqualTo(Refusal.Code.NOT_WAITING_FOR_RESUME);
        assertThat(acquirer.summary().approved()).isEqualTo(1);
    }

    @Test
    void aResumeThatIsRepeatedWithItsKeyGetsTheSameAnswer() {
        TokenView token = issue(request("o-1", true));
        submit(token, STANDARD);

        CheckoutResult first = join(engine.checkout().resume(SHOP, token.id(), PAGE, key("r-1")));
        CheckoutResult again = join(engine.checkout().resume(SHOP, token.id(), PAGE, key("r-1")));

        assertThat(first).isInstanceOfSatisfying(CheckoutResult.Told.class, told -> assertThat(told.replayed())
                .isFalse());
        assertThat(again).isInstanceOfSatisfying(CheckoutResult.Told.class, told -> {
            assertThat(told.replayed()).isTrue();
            assertThat(told.token().code()).isEqualTo(TokenCode.SUCCESSFUL);
        });
        assertThat(refused(engine.checkout().resume(SHOP, token.id(), PAGE, key("r-2"))))
                .isEqualTo(Refusal.Code.NOT_WAITING_FOR_RESUME);
        assertThat(acquirer.summary().approved()).isEqualTo(1);
    }

    @Test
    void whoResumesTooLateResumesNothing() {
        TokenView token = issue(request("o-1", true));
        submit(token, STANDARD);
        now.updateAndGet(at -> at.plus(Limits.RESUME_WAIT));

        assertThat(refused(engine.checkout().resume(SHOP, token.id(), PAGE, null)))
                .isEqualTo(Refusal.Code.TOKEN_EXPIRED);
        assertThat(told(engine.checkout().find(SHOP, token.id())).status()).isEqualTo(TokenStatus.EXPIRED);
        assertThat(acquirer.summary().entries()).isZero();
        assertThat(submit(issue("o-1"), STANDARD).code()).isEqualTo(TokenCode.SUCCESSFUL);
    }

    @Test
    void aTokenThatIsRevokedDuringTheChallengeNeverReachesTheAcquirer() {
        TokenView token = issue("o-1");
        submit(token, CHALLENGED);

        assertThat(told(engine.checkout().revoke(SHOP, token.id())).code()).isEqualTo(TokenCode.REVOKED);
        answer(token, true);

        assertThat(look(token).code()).isEqualTo(TokenCode.REVOKED);
        assertThat(refused(engine.checkout().revoke(SHOP, token.id()))).isEqualTo(Refusal.Code.TOKEN_REVOKED);
        assertThat(acquirer.summary().entries()).isZero();
    }

    @Test
    void aTokenThatWasExecutedIsNotRevoked() {
        TokenView token = issue("o-1");
        submit(token, STANDARD);

        assertThat(refused(engine.checkout().revoke(SHOP, token.id()))).isEqualTo(Refusal.Code.TOKEN_CONSUMED);
        assertThat(told(engine.checkout().find(SHOP, token.id())).code()).isEqualTo(TokenCode.SUCCESSFUL);
    }

    @Test
    void aTokenCannotBeUsedAfterHalfAnHour() {
        TokenView token = issue("o-1");
        now.updateAndGet(at -> at.plus(Limits.TOKEN_LIFE));

        assertThat(submit(token, STANDARD).status()).isEqualTo(TokenStatus.EXPIRED);
        assertThat(refused(engine.checkout().revoke(SHOP, token.id()))).isEqualTo(Refusal.Code.TOKEN_EXPIRED);
        assertThat(acquirer.summary().entries()).isZero();
    }

    @Test
    void aChallengeThatIsLeftAloneIsADeclineThatNobodySent() throws Exception {
        TokenView token = issue("o-1");
        submit(token, CHALLENGED);
        now.updateAndGet(at -> at.plus(Limits.TOKEN_USE).plus(Duration.ofSeconds(1)));

        TokenView left = eventually(() -> told(engine.checkout().find(SHOP, token.id())), TokenStatus.CONSUMED);

        assertThat(left.code()).isEqualTo(TokenCode.DECLINED);
        assertThat(left.intent().lastFailure().code()).isEqualTo("authentication_abandoned");
        assertThat(acquirer.summary().entries()).isZero();
    }

    @Test
    void fiveTabsAtOnceAreOneCharge() {
        TokenView token = issue("o-1");
        List<CompletionStage<CheckoutResult>> tabs = new ArrayList<>();
        for (int tab = 0; tab < 5; tab++) {
            tabs.add(engine.checkout().submit(token.id(), card(STANDARD), PAGE));
        }

        tabs.forEach(tab -> assertThat(told(tab).status()).isIn(TokenStatus.CONSUMED, TokenStatus.IN_USE));

        assertThat(look(token).code()).isEqualTo(TokenCode.SUCCESSFUL);
        assertThat(acquirer.summary().approved()).isEqualTo(1);
        assertThat(acquirer.summary().entries()).isEqualTo(1);
    }

    @Test
    void anExpiredCardLeavesTheTokenUnused() {
        TokenView token = issue("o-1");

        assertThat(refused(engine.checkout().submit(token.id(), CardDetails.of(STANDARD, 10, 2026, "341"), PAGE)))
                .isEqualTo(Refusal.Code.CARD_EXPIRED);

        assertThat(submit(token, STANDARD).code()).isEqualTo(TokenCode.SUCCESSFUL);
    }

    /** Goal: a merchant charges no card that its payer gave for one payment. Method: by its name in the journal. */
    @Test
    void theCardOfAPayerIsNotHisMerchantsToCharge() {
        TokenView token = issue("o-1");
        TokenView asked = submit(token, CHALLENGED);
        String card = Objects.requireNonNull(asked.token().use()).card().paymentMethod();
        join(engine.checkout().revoke(SHOP, token.id()));

        PaymentResult result = engine.attempt(
                        SHOP,
                        token.intent().id(),
                        new AttemptRequest(new TokenDetails(card), null, null, null, null),
                        key("k-1"))
                .toCompletableFuture()
                .join();

        assertThat(result).isInstanceOf(PaymentResult.Refused.class);
        assertThat(acquirer.summary().entries()).isZero();
    }

    @Test
    void aTransactionIdNamesOneToken() {
        issue(named("o-1", "tx-1"));

        assertThat(refused(engine.checkout().issue(SHOP, named("o-1", "tx-1"), null)))
                .isEqualTo(Refusal.Code.REFERENCE_ALREADY_USED);
        assertThat(refused(engine.checkout().issue(SHOP, named("o-2", "tx-1"), null)))
                .isEqualTo(Refusal.Code.REFERENCE_ALREADY_USED);
        assertThat(told(engine.checkout().issue(SHOP, named("o-2", "tx-2"), null))
                        .status())
                .isEqualTo(TokenStatus.ISSUED);
    }

    @Test
    void theSameKeyIsGivenTheSameToken() {
        IdempotencyKey key = IdempotencyKey.parse("key-1").orElseThrow();

        TokenView first = told(engine.checkout().issue(SHOP, request("o-1", false), key));
        submit(first, STANDARD);
        CheckoutResult again = join(engine.checkout().issue(SHOP, request("o-1", false), key));

        assertThat(again).isInstanceOfSatisfying(CheckoutResult.Told.class, told -> {
            assertThat(told.replayed()).isTrue();
            assertThat(told.token().id()).isEqualTo(first.id());
            assertThat(told.token().status()).isEqualTo(TokenStatus.ISSUED);
        });
        assertThat(refused(engine.checkout().issue(SHOP, request("o-2", false), key)))
                .isEqualTo(Refusal.Code.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void aTokenThatWasNeverMadeOrIsAnothersIsNotThere() {
        TokenView token = issue("o-1");
        String changed = token.id().value().substring(0, 58) + "aaa";

        assertThat(engine.checkout().read(changed)).isEmpty();
        assertThat(engine.checkout().read(token.id().value())).contains(token.id());
        assertThat(refused(engine.checkout().find(SHOP, new TokenId(changed)))).isEqualTo(Refusal.Code.NOT_FOUND);
        assertThat(refused(engine.checkout().find(Tenant.test("other"), token.id())))
                .isEqualTo(Refusal.Code.NOT_FOUND);
        assertThat(refused(engine.checkout().revoke(Tenant.test("other"), token.id())))
                .isEqualTo(Refusal.Code.NOT_FOUND);
        assertThat(refused(engine.checkout().resume(Tenant.test("other"), token.id(), PAGE, null)))
                .isEqualTo(Refusal.Code.NOT_FOUND);
    }

    @Test
    void whileAPayerPaysNobodyElseDoesAndCancelingEndsIt() {
        TokenView token = issue("o-1");
        submit(token, CHALLENGED);
        var attempt = AttemptRequest.card(card(STANDARD));

        assertThat(engine.attempt(SHOP, token.intent().id(), attempt, key("k-1"))
                        .toCompletableFuture()
                        .join())
                .isInstanceOfSatisfying(
                        PaymentResult.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(Refusal.Code.ATTEMPT_IN_PROGRESS));
        engine.operate(SHOP, token.intent().id(), OperationRequest.all(OperationWish.Verb.CANCEL), key("k-2"))
                .toCompletableFuture()
                .join();
        answer(token, true);

        TokenView ended = look(token);
        assertThat(ended.status()).isEqualTo(TokenStatus.REVOKED);
        assertThat(ended.intent().snapshot().statusReason()).isEqualTo("canceled");
        assertThat(acquirer.summary().entries()).isZero();
    }

    private static IdempotencyKey key(String text) {
        return IdempotencyKey.parse(text).orElseThrow();
    }

    private TokenView eventually(Supplier<TokenView> look, TokenStatus wanted) throws Exception {
        TokenView last = look.get();
        for (int i = 0; i < 200 && last.status() != wanted; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            last = look.get();
        }
        return last;
    }

    private void answer(TokenView token, boolean confirms) {
        TokenView asked = told(engine.checkout().find(SHOP, token.id()));
        String address = Objects.requireNonNull(asked.token().use()).challenge().url();
        String reference = address.substring(address.lastIndexOf('/') + 1);
        assertThat(acquirer.authenticator()
                        .answer(reference, confirms)
                        .toCompletableFuture()
                        .join())
                .isPresent();
    }

    private TokenView issue(String order) {
        return issue(request(order, false));
    }

    private TokenView issue(TokenRequest request) {
        return told(engine.checkout().issue(SHOP, request, null));
    }

    private static TokenRequest request(String order, boolean waits) {
        return new TokenRequest(
                order, 1250L, "826", "SALE", waits, null, "https://shop.example/back?order=" + order, null, null);
    }

    private static TokenRequest named(String order, @Nullable String transaction) {
        return new TokenRequest(order, 1250L, "826", "SALE", null, transaction, null, null, null);
    }

    private TokenView submit(TokenView token, String number) {
        return told(engine.checkout().submit(token.id(), card(number), PAGE));
    }

    private TokenView look(TokenView token) {
        return told(engine.checkout().look(token.id(), PAGE));
    }

    private static CardDetails card(String number) {
        return CardDetails.of(number, 12, 2030, number.startsWith("4") ? "020" : "341");
    }

    private static TokenView told(CompletionStage<CheckoutResult> result) {
        CheckoutResult heard = join(result);
        assertThat(heard).isInstanceOf(CheckoutResult.Told.class);
        return ((CheckoutResult.Told) heard).token();
    }

    private static Refusal.Code refused(CompletionStage<CheckoutResult> result) {
        CheckoutResult heard = join(result);
        assertThat(heard).isInstanceOf(CheckoutResult.Refused.class);
        return ((CheckoutResult.Refused) heard).refusal().code();
    }

    private static CheckoutResult join(CompletionStage<CheckoutResult> result) {
        return result.toCompletableFuture().join();
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
